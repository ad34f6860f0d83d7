import { ASSETS, type Asset } from '../../../domain/allocation/assets.js';
import { INSTRUMENTS } from '../../../domain/market/instruments.js';
import { longDate, percentOf } from '../../../domain/words/format.js';
import { html, trusted, type Html } from '../html/html.js';
import { changesInWords } from '../html/changes.js';
import { disclosures, notices } from '../html/notices.js';
import { facts, page, table, type Column } from '../html/page.js';
import { dollarsOf, movesInShort, ruleName, signedBps } from '../html/page-words.js';
import { changeList, nearestChanges, ruleLines, recordCaution } from '../html/rules.js';
import type { Report, StoredBody } from './report.js';

const NEAREST = 5;

/** The client report: the split, what to do, the reasons, the market, the way there, and what is known of it. */
export function reportPage(report: Report): string {
  const { firm, subjectName, body } = report;
  return page({
    title: `Recommendation of ${body.asOf}, ${subjectName ?? nounOf(body)}`,
    body: html`
      <header class="reading">
        <p class="quiet">${firm.name}</p>
        <h1>Recommendation for ${subjectName ?? `a closed ${nounOf(body)}`}</h1>
        <p>As of the close of ${longDate(body.asOf)}</p>
        ${notices(body)}
      </header>
      <main class="reading">
        <section>
          <h2>In short</h2>
          <p class="state">${actionInWords(body)}</p>
          <p>${body.summary}</p>
        </section>
        ${splitSection(report)} ${accountsSection(report)} ${chartSection(report)}
        <section>
          <h2>Reasons</h2>
          ${ruleLines(body.rationale)} ${recordCaution(body.rationale)}
        </section>
        ${changesSection(body)} ${waterfallSection(body)}
        <section>
          <h2>What would change it</h2>
          ${changeList(nearestChanges(body.wouldChange, NEAREST))}
        </section>
        <section>
          <h2>What the evidence says</h2>
          <ul>
            ${body.evidence.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>
          <p>
            This recommendation expresses a view that follows from the policy ‘${body.policy.name}’. It is no
            promise of any result.
          </p>
        </section>
        ${disclosures(firm)}
      </main>
      <footer class="ids reading">${identity(body)}</footer>
    `,
  });
}

const actionInWords = ({ action, trigger }: StoredBody): string =>
  action === 'rebalance'
    ? `Rebalance${trigger === undefined ? '' : `: ${nameOf(trigger)} is outside its band`}`
    : 'Hold';

const nameOf = (asset: Asset): string => (asset === 'CASH' ? 'Cash' : asset);

function splitSection({ body, splitPicture }: Report): Html {
  const { targets, advisedValue, excludedValue, equityExposureBps, riskProfile } = body;
  const hasHoldings = targets.some(({ currentBps }) => currentBps !== undefined);
  const columns: Column[] = [
    { name: 'Holding' },
    { name: 'Target', isNumber: true },
    ...(hasHoldings
      ? [
          { name: 'Now', isNumber: true },
          { name: 'Difference', isNumber: true },
          { name: 'Amount', isNumber: true },
        ]
      : []),
  ];
  return html`<section>
    <h2>The split</h2>
    <div class="columns">
      <figure>${trusted(splitPicture)}</figure>
      ${table(
        'Per cent of advised value',
        columns,
        targets.map(({ symbol, weightBps, currentBps, driftBps, amount }) => [
          nameOf(symbol),
          percentOf(weightBps),
          ...(hasHoldings
            ? [
                currentBps === undefined ? '' : percentOf(currentBps),
                driftBps === undefined ? '' : signedBps(driftBps),
                amount === undefined ? '' : dollarsOf(amount),
              ]
            : []),
        ]),
      )}
    </div>
    ${facts([
      ['Equity', percentOf(equityExposureBps)],
      ['Risk profile', riskProfile],
      ['Advised value', dollarsOf(advisedValue)],
      ['Other holdings', Number(excludedValue) === 0 ? undefined : `${dollarsOf(excludedValue)}, left alone`],
    ])}
  </section>`;
}

/** Of a household that trades: what each of its accounts is to hold afterwards. */
function accountsSection({ accounts }: Report): Html | undefined {
  const placed = accounts.flatMap(({ placement, ...account }) =>
    placement === undefined ? [] : [{ ...account, placement }],
  );
  if (placed.length === 0) return undefined;
  return html`<section>
    <h2>What each account trades to</h2>
    ${table(
      'Amounts to hold afterwards',
      [{ name: 'Account' }, ...ASSETS.map((asset) => ({ name: nameOf(asset), isNumber: true }))],
      placed.map(({ name, accountId, placement }) => [
        name ?? `closed account ${accountId}`,
        ...placement.map(({ tradeToAmount }) => dollarsOf(tradeToAmount)),
      ]),
    )}
  </section>`;
}

function changesSection({ changes }: StoredBody): Html | undefined {
  if (changes === undefined) return undefined;
  const sentences = changesInWords(changes);
  return html`<section>
    <h2>Changed since the recommendation of ${longDate(changes.sinceAsOf)}</h2>
    ${
      sentences.length === 0
        ? html`<p>Nothing.</p>`
        : html`<ul>
            ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
  </section>`;
}

function chartSection({ symbol, charts }: Report): Html | undefined {
  if (charts === undefined) return undefined;
  const name = INSTRUMENTS.find((one) => one.symbol === symbol)?.name ?? symbol;
  return html`<section class="card">
    <h2>The market: ${name}</h2>
    <figure>
      <div class="wide">${trusted(charts.wide)}</div>
      <div class="narrow">${trusted(charts.narrow)}</div>
    </figure>
  </section>`;
}

function waterfallSection({ waterfall, scaledFromBps }: StoredBody): Html {
  return html`<section>
    <h2>From the baseline to the target</h2>
    ${table(
      'Up to the exposure, per cent of the equity; from there on, of the whole account',
      [
        { name: 'Step' },
        ...ASSETS.map((asset) => ({ name: nameOf(asset), isNumber: true })),
        { name: 'Moves' },
      ],
      waterfall.map(({ step, weights, moves }) => [
        ruleName(step),
        ...ASSETS.map((asset) => percentOf(weights[asset])),
        movesInShort(moves),
      ]),
    )}
    ${
      scaledFromBps === undefined
        ? undefined
        : html`<p class="quiet">
            The tilts add up to ${percentOf(scaledFromBps)}, more than the policy allows, and are scaled down
            pro rata.
          </p>`
    }
  </section>`;
}

const nounOf = (body: StoredBody): string => ('accountId' in body ? 'account' : 'household');

const identity = (body: StoredBody): Html =>
  facts([
    ['Recommendation', body.id],
    'accountId' in body ? ['Account', body.accountId] : ['Household', body.householdId],
    ['Made', body.createdAt],
    ['Known at', body.knownAt],
    ['Policy', `${body.policy.name}, version ${body.policy.version} (${body.policy.id})`],
    ['Inputs', body.inputsHash],
    ['Engine', `${body.engineVersion}, words ${body.templateVersion}`],
  ]);
