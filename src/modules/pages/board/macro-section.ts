import { MACRO_STANCES, type MacroAssessment } from '../../../domain/readings/macro/assessment.js';
import type { StatementReading } from '../../../domain/readings/macro/fed-statement.js';
import type { Unavailable } from '../../../domain/readings/unavailable.js';
import { tellConflict } from '../../../domain/words/conflict-in-words.js';
import { longDate, round, spoken } from '../../../domain/words/format.js';
import { made } from '../charts/chart-model.js';
import { html, type Content, type Html } from '../html/html.js';
import { facts } from '../html/page.js';
import { signed } from '../html/page-words.js';

/** The economy as published by then; what can't be read says why. */
export function macroSection(macro: MacroAssessment): Html {
  const { stance } = macro;
  return html`<section>
    <h2>The economy</h2>
    <p class="state">
      ${typeof stance === 'string' ? `Macro stance: ${stance}` : 'Macro stance: not readable'}
    </p>
    <p>
      ${typeof stance === 'string' ? `For smaller companies: ${MACRO_STANCES[stance]}.` : missing(stance)}
    </p>
    ${facts([...fedRows(macro.fed), ...rateRows(macro), ...economyRows(macro)])}
    ${macro.conflicts.map((conflict) => html`<p class="quiet">${tellConflict(conflict)}</p>`)}
  </section>`;
}

/** A reading in words, or why there is none. */
const told = <T extends object>(reading: T | Unavailable, words: (reading: T) => string): Content => {
  const there = made(reading);
  return there === undefined ? html`<span class="quiet">${missing(reading)}</span>` : words(there);
};

const missing = (reading: object): string => {
  const code = 'unavailable' in reading ? (reading as Unavailable).unavailable : undefined;
  return code === undefined ? 'not available' : `${spoken(code.code)} (${code.subject})`;
};

function fedRows({
  action,
  bias,
  statement,
  override,
}: MacroAssessment['fed']): (readonly [string, Content])[] {
  return [
    [
      'Fed',
      told(action, ({ action: doing, lastMove, targetUpperPct, unchangedForDays }) => {
        const held = `${doing} at ${round(targetUpperPct, 2)} %, unchanged for ${unchangedForDays} days`;
        return lastMove
          ? `${held}; last move ${signed(lastMove.changeBps, 0)} bp on ${longDate(lastMove.date)}`
          : held;
      }),
    ],
    [
      'Bias',
      told(
        bias,
        ({ bias: is, spreadBps }) => `${is}: 2-year yield ${signed(spreadBps, 0)} bp from the funds rate`,
      ),
    ],
    [
      'Statement',
      told(
        statement,
        ({ reading, score, date, sentences }) =>
          `${reading} by its words (score ${signed(score, 0)}), of ${longDate(date)}${quoted(sentences)}`,
      ),
    ],
    ['Own reading', override && `${override.reading}, by ${override.author}: ${override.reason}`],
  ];
}

/** The sentence that leans most, the first of several. */
function quoted(sentences: StatementReading['sentences']): string {
  const [strongest] = [...sentences].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return strongest === undefined ? '' : `: “${strongest.text}”`;
}

function rateRows({ yields, usd, curve, credit }: MacroAssessment): (readonly [string, Content])[] {
  const spread = ({
    spreadBps,
    inverted,
    resteepening,
  }: {
    spreadBps: number;
    inverted: boolean;
    resteepening: boolean;
  }) =>
    `${signed(spreadBps, 0)} bp, ${inverted ? 'inverted' : 'not inverted'}${resteepening ? ', re-steepening' : ''}`;
  return [
    [
      '10-year yield',
      told(
        yields,
        ({ direction, value, change }) => `${direction}: ${round(value, 2)} %, ${signed(change)} points`,
      ),
    ],
    [
      'Dollar',
      told(usd, ({ direction, value, change }) => `${direction}: ${round(value, 2)}, ${signed(change)}`),
    ],
    ['10y − 2y', told(curve.tenYearLessTwoYear, spread)],
    ['10y − 3m', told(curve.tenYearLessThreeMonth, spread)],
    [
      'Credit spread',
      told(
        credit,
        ({ direction, spreadPct, changePoints }) =>
          `${direction}: ${round(spreadPct, 2)} %, ${signed(changePoints)} points`,
      ),
    ],
  ];
}

function economyRows({ inflation, labour, recessionRisk }: MacroAssessment): (readonly [string, Content])[] {
  const prices = ({
    twelveMonthPct,
    direction,
    month,
  }: {
    twelveMonthPct: number;
    direction: string;
    month: string;
  }) => `${round(twelveMonthPct, 1)} % over 12 months, ${direction} (${month.slice(0, 7)})`;
  return [
    ['Core PCE', told(inflation.corePce, prices)],
    ['Core CPI', told(inflation.coreCpi, prices)],
    [
      'Sahm',
      told(
        labour.sahm,
        ({ value, triggered }) => `${round(value, 2)}, ${triggered ? 'triggered' : 'not triggered'}`,
      ),
    ],
    [
      'Payrolls',
      told(
        labour.payrolls,
        ({ threeMonthAverage }) => `${signed(threeMonthAverage / 1000, 0)},000 a month over three months`,
      ),
    ],
    ['Claims', told(labour.claims, ({ overLowPct }) => `${round(overLowPct, 1)} % over their 26-week low`)],
    [
      'Recession risk',
      told(
        recessionRisk,
        ({ score, parts }) =>
          `${round(score, 0)} of 100 (${parts.map(({ part, points }) => `${part} ${round(points, 0)}`).join(', ')})`,
      ),
    ],
  ];
}
