import type { AdvisedSymbol } from '../../../domain/market/instruments.js';
import type { RecommendationIdentity } from '../../../domain/recommendation/compose.js';
import type { MemberLine, RecommendationBody } from '../../../domain/recommendation/recommendation.js';
import type { FirmDto } from '../../firms/dto/firm.dto.js';
import type { Layout } from '../charts/layout.js';

/** A recommendation as its stored bytes tell it. */
export type StoredBody = RecommendationIdentity & RecommendationBody;

/** Pictures of one symbol, one a layout. */
export type Pictures = Readonly<Record<Layout, string>>;

/** All that the client report shows. Pictures are SVG. */
export interface Report {
  readonly firm: Pick<FirmDto, 'name' | 'disclosures'>;
  /** Of the account or household; absent where it was deleted since. */
  readonly subjectName: string | undefined;
  readonly body: StoredBody;
  /** A household's accounts with their names, absent of one that was deleted since; none of an account's report. */
  readonly accounts: readonly (MemberLine & { readonly name?: string })[];
  readonly symbol: AdvisedSymbol;
  readonly charts: Pictures | undefined;
  readonly splitPicture: string;
}
