import { longDate } from '../../../domain/words/format.js';
import type { FirmDto } from '../../firms/dto/firm.dto.js';
import { html, type Html } from './html.js';

/** What all answers tell of their data. */
interface ToldData {
  readonly dataQuality: { readonly sample: boolean; readonly issues: readonly Issue[] };
  readonly frozenReason?: { readonly last: string; readonly expected: string };
}

interface Issue {
  readonly code: string;
  readonly series?: string;
  readonly symbol?: string;
}

/** What a reader has to know of the data before anything else: that it is the sample's, frozen or doubtful. */
export function notices({ dataQuality, frozenReason }: ToldData): Html[] {
  const { sample, issues } = dataQuality;
  const others = issues.filter(({ code }) => code !== 'stale-prices');
  return [
    ...(sample
      ? [
          html`<p class="note" role="note">
            Sample data: this market is synthetic. Nothing here is about real prices.
          </p>`,
        ]
      : []),
    ...(frozenReason
      ? [
          html`<p class="note" role="note">
            Frozen as of ${longDate(frozenReason.last)}: prices up to ${longDate(frozenReason.expected)} are
            missing.
          </p>`,
        ]
      : []),
    ...(others.length === 0
      ? []
      : [html`<p class="note" role="note">Data to look at: ${others.map(issueInWords).join('; ')}.</p>`]),
  ];
}

/** What the firm has to tell readers of what it hands out; nothing where it entered nothing. */
export const disclosures = ({ disclosures: text }: Pick<FirmDto, 'disclosures'>): Html | undefined =>
  text === ''
    ? undefined
    : html`<section>
        <h2>Disclosures</h2>
        <p class="text">${text}</p>
      </section>`;

const issueInWords = ({ code, series, symbol }: Issue): string => {
  const subject = series ?? symbol;
  return `${subject === undefined ? '' : `${subject} `}${code.replaceAll('-', ' ')}`;
};
