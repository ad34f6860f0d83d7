import { Injectable } from '@nestjs/common';
import { overridesKnownAt } from '../../domain/readings/macro/fed-override.js';
import { factsKnownAt } from '../../domain/readings/market-fact.js';
import { changesSince } from '../../domain/recommendation/changes.js';
import { Advisor } from '../../domain/recommendation/compose.js';
import { judge } from '../../domain/recommendation/judge.js';
import { suppose, type Suppositions } from '../../domain/recommendation/what-if.js';
import { advisedAccount } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import type { SuppositionDto, WhatIfDto } from './dto/what-if.dto.js';

/** Advises accounts as if the next sessions had closed as supposed. */
@Injectable()
export class WhatIfService {
  constructor(private readonly advisors: Advisors) {}

  /** Both recommendations and what differs, as JSON text. */
  async answer(firmId: string, request: WhatIfDto): Promise<string> {
    const { advisor, known, policy, knownAt, overrides, facts, record } = await this.advisors.tryOut(
      firmId,
      request,
    );
    const { asOf } = advisor.verdict;
    const next = suppose(known, asOf, knownAt, suppositions(request.suppose));
    const verdict = judge(
      next.known,
      policy.document,
      next.timing,
      overridesKnownAt(overrides, next.enteredBy),
      factsKnownAt(facts, next.enteredBy),
    );
    const supposing = new Advisor(verdict, { id: policy.policyId, version: policy.version }, record);

    const account = advisedAccount(request);
    const present = advisor.advise(account, { knownAt });
    const supposed = supposing.advise(account, { knownAt: next.timing.knownAt });
    const { since: _, ...changes } = changesSince({ ...present, id: '' }, supposed);
    return JSON.stringify({ present, supposed, changes });
  }
}

const suppositions = ({
  closes = {},
  fedMoveBps,
  tenYearYieldPct,
  twoYearYieldPct,
  dollarIndex,
  sessions = 1,
}: SuppositionDto): Suppositions => ({
  closes: Object.fromEntries(Object.entries(closes).filter(([, close]) => close !== undefined)),
  ...(fedMoveBps === undefined ? {} : { fedMoveBps }),
  levels: {
    ...(tenYearYieldPct === undefined ? {} : { DGS10: tenYearYieldPct }),
    ...(twoYearYieldPct === undefined ? {} : { DGS2: twoYearYieldPct }),
    ...(dollarIndex === undefined ? {} : { DTWEXBGS: dollarIndex }),
  },
  sessions,
});
