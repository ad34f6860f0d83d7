import type { RationaleLine, WouldChangeLine } from '../../../domain/recommendation/recommendation.js';
import { MANY_RULES_CAUTION, tellRecordLine } from '../../../domain/words/record-in-words.js';
import { html, type Html } from './html.js';
import { movesInShort, ruleName, signedPct } from './page-words.js';

/** Outcomes differ by sign and word, never by colour alone. */
const TAGS: Readonly<Record<RationaleLine['outcome'], string>> = {
  fired: '● acts',
  near: '◐ near',
  blocked: '⊘ blocked',
  unavailable: '? not readable',
};

/** Each rule, brake and the exposure: whether it acts, what it moves, why, and its record. */
export const ruleLines = (lines: readonly RationaleLine[]): Html[] =>
  lines.map((line) => {
    const { ruleId, outcome, because, moves, since, record } = line;
    return html`<div class="rule">
      <div class="spread">
        <h3>${ruleName(ruleId)}</h3>
        <span class="tag ${outcome}">${TAGS[outcome]}</span>
      </div>
      ${moves.length > 0 ? html`<p class="figure">${movesInShort(moves)} of equity</p>` : undefined}
      <p>${because}</p>
      ${since === undefined || because.includes(since) ? undefined : html`<p class="quiet">Since ${since}.</p>`}
      ${record === undefined ? undefined : html`<p class="quiet">${tellRecordLine(record)}</p>`}
    </div>`;
  });

/** To stand under rules with records. */
export const recordCaution = (lines: readonly RationaleLine[]): Html | undefined =>
  lines.some(({ record }) => record !== undefined)
    ? html`<p class="quiet">${MANY_RULES_CAUTION}</p>`
    : undefined;

/** The closes nearest to the present ones that would change a rule or the exposure, those that only touch a part last. */
export function nearestChanges(lines: readonly WouldChangeLine[], most: number): readonly WouldChangeLine[] {
  const isPart = ({ effectCode }: WouldChangeLine): number => (effectCode.startsWith('part_') ? 1 : 0);
  return [...lines]
    .sort((a, b) => isPart(a) - isPart(b) || Math.abs(a.distancePct) - Math.abs(b.distancePct))
    .slice(0, most);
}

/** The same as a list. */
export const changeList = (lines: readonly WouldChangeLine[]): Html =>
  lines.length === 0
    ? html`<p>No single close would change it.</p>`
    : html`<ul>
        ${lines.map(
          ({ effect, distancePct }) =>
            html`<li>${effect} <span class="quiet">(${signedPct(distancePct)} away)</span></li>`,
        )}
      </ul>`;
