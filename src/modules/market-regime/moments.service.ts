import { Injectable } from '@nestjs/common';
import { READ_SYMBOLS, SECTOR_FUNDS } from '../../domain/market/instruments.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import { macroDataIssues } from '../../domain/readings/macro/freshness.js';
import type { Moment } from '../../domain/readings/signal.js';
import { momentAsked } from '../../domain/recommendation/session.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { DataQualityDto, FreezeDto } from './dto/reading.dto.js';
import { KnownMarkets, type AskedTime } from './known-markets.service.js';
import { dataQualityDto } from './reading.mapper.js';

/** What every reading's answer begins with. */
export interface AnswerHead {
  readonly asOf: string;
  readonly knownAt: string;
  readonly frozen: boolean;
  readonly frozenReason?: FreezeDto;
  readonly dataQuality: DataQualityDto;
}

/** The symbols that readings of the market tell of. */
const TOLD_OF = [...READ_SYMBOLS, ...SECTOR_FUNDS];

/** Finds the moment a question asks of, by the parameters of the firm's default policy. */
@Injectable()
export class MomentsService {
  constructor(
    private readonly markets: KnownMarkets,
    private readonly policies: PoliciesService,
  ) {}

  /** With the firm's own readings of the Fed's statements where the question is about the economy. */
  async at(
    firmId: string,
    asked: AskedTime,
    overrides: readonly FedOverride[] = [],
  ): Promise<{ moment: Moment; head: AnswerHead }> {
    const { document } = await this.policies.activeDocument(firmId);
    const { known, timing } = await this.markets.at(asked);
    const { moment, session } = momentAsked(known, document, timing, overrides);
    const { asOf, frozen } = session;
    return {
      moment,
      head: {
        asOf,
        knownAt: new Date(timing.knownAt).toISOString(),
        frozen: frozen !== undefined,
        ...(frozen === undefined ? {} : { frozenReason: frozen }),
        dataQuality: dataQualityDto(known.sample, frozen, [
          ...macroDataIssues(moment),
          ...known.doubtsAt(asOf, TOLD_OF),
        ]),
      },
    };
  }
}
