import { ADVISED } from '../../../domain/market/instruments.js';
import { byAsset } from '../../../domain/allocation/assets.js';
import { longDate, percentOf } from '../../../domain/words/format.js';
import { html, trusted, type Html } from '../html/html.js';
import { notices } from '../html/notices.js';
import { page, table } from '../html/page.js';
import { signedBps } from '../html/page-words.js';
import { changeList, nearestChanges, ruleLines, recordCaution } from '../html/rules.js';
import type { Board } from './board.js';
import { macroSection } from './macro-section.js';
import { breadthSection, cardSection, regimeSection, rotationSection } from './market-sections.js';

const NEAREST = 6;

/** The market board, top down: the data's state, what changed, the market, the economy, the model and its rules. */
export function boardPage(board: Board): string {
  const { verdict, body, firmName, policyVersion, cards } = board;
  return page({
    title: `Market board, ${verdict.asOf}`,
    body: html`
      <header>
        <h1>Market board</h1>
        <p>
          As of the close of ${longDate(verdict.asOf)}, for ${firmName}
          <span class="quiet">by ‘${verdict.policy.name}’, version ${policyVersion}</span>
        </p>
        ${notices(body)}
      </header>
      <main>
        ${changesSection(board)}
        <div class="columns">${regimeSection(board)} ${splitSection(board)}</div>
        <div class="cards">${cards.map(cardSection)}</div>
        <div class="columns">
          <div>${rotationSection(board)} ${breadthSection(board)}</div>
          ${macroSection(verdict.macro)}
        </div>
        <div class="columns">
          <section>
            <h2>Rules</h2>
            ${ruleLines(body.rationale)} ${recordCaution(body.rationale)}
          </section>
          <section>
            <h2>What would change it</h2>
            ${changeList(nearestChanges(body.wouldChange, NEAREST))}
            <h2>What the evidence says</h2>
            <ul>
              ${body.evidence.map((sentence) => html`<li>${sentence}</li>`)}
            </ul>
          </section>
        </div>
      </main>
      <footer>
        <p>
          The policy expresses a view and promises no result. Engine ${body.engineVersion}, data
          <span class="ids">${verdict.dataHash}</span>
        </p>
      </footer>
    `,
  });
}

function changesSection({ changes }: Board): Html | undefined {
  if (changes === undefined) return undefined;
  const { since, sentences } = changes;
  return html`<section>
    <h2>Changed since ${longDate(since)}</h2>
    ${
      sentences.length === 0
        ? html`<p>Nothing: regime, rotation, rules, exposure, split and macro stance are as they were.</p>`
        : html`<ul>
            ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
  </section>`;
}

function splitSection({ verdict, splitPicture }: Board): Html {
  const { exposure, sleeve, policy } = verdict;
  const weights = byAsset(sleeve.weights);
  return html`<section>
    <h2>Model split of equity</h2>
    <p>
      <span class="figure">Exposure ${percentOf(exposure.levelBps)}</span> of what a risk profile allows,
      since ${longDate(exposure.sinceSession)}
    </p>
    <figure>${trusted(splitPicture)}</figure>
    ${table(
      'Per cent of the equity sleeve',
      [
        { name: 'Fund' },
        { name: 'Target', isNumber: true },
        { name: 'Baseline', isNumber: true },
        { name: 'Difference', isNumber: true },
      ],
      ADVISED.map((symbol) => [
        symbol,
        percentOf(weights[symbol]),
        percentOf(policy.baselineBps[symbol]),
        signedBps(weights[symbol] - policy.baselineBps[symbol]),
      ]),
    )}
  </section>`;
}
