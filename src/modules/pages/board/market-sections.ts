import { ADVISED } from '../../../domain/market/instruments.js';
import { ROTATION_MEANINGS } from '../../../domain/readings/cross/rotation.js';
import type { TrendConditions } from '../../../domain/readings/symbol/trend.js';
import { TREND_MEANINGS } from '../../../domain/readings/symbol/trend.js';
import type { SymbolReading } from '../../../domain/readings/symbol/symbol-reading.js';
import { longDate, quantity, round, spoken } from '../../../domain/words/format.js';
import { THRUST_NOTE } from '../../../domain/words/thrust-note.js';
import { made, shownAverages } from '../charts/chart-model.js';
import { html, trusted, type Content, type Html } from '../html/html.js';
import { facts, table } from '../html/page.js';
import { signed, signedPct } from '../html/page-words.js';
import type { Board, BoardCard } from './board.js';

const CONDITIONS: Readonly<Record<keyof TrendConditions, string>> = {
  above50: 'above the 50-day average',
  above100: 'above the 100-day average',
  above200: 'above the 200-day average',
  belowAll: 'below all three averages',
  rising50: '50-day average rising',
  rising100: '100-day average rising',
  rising200: '200-day average rising',
  intactStructure: 'unbroken higher highs and higher lows',
  nearHigh: 'near the 52-week high',
  higherLow: 'a higher low',
  improvingRelativeStrength: 'improving relative strength line',
};

/** Said only where it is so: SPY has no line against itself, and not to be below all averages is no merit. */
const ONLY_WHERE_SO: ReadonlySet<keyof TrendConditions> = new Set(['belowAll', 'improvingRelativeStrength']);

/** A date that doesn't break over lines. */
const day = (date: string): Html => html`<time>${date}</time>`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Raw and settled state, with the conditions of SPY's trend. */
export function regimeSection({ verdict }: Board): Html {
  const { state, settledState, conditions } = verdict.regime;
  return html`<section>
    <h2>Market regime</h2>
    <p class="state">${capital(spoken(settledState))}</p>
    <p>
      ${
        state === settledState
          ? `Settled, and borne out by this close: SPY is ${TREND_MEANINGS[state]}.`
          : `Settled. SPY's trend at this close alone is ${spoken(state)}: ${TREND_MEANINGS[state]}.`
      }
    </p>
    <ul class="plain">
      ${conditions
        .filter(({ id, holds }) => holds || !ONLY_WHERE_SO.has(id))
        .map(
          ({ id, holds }) =>
            html`<li>
              ${holds ? '✓' : '✗'}
              <span class="${holds ? '' : 'quiet'}">${holds ? '' : 'not '}${CONDITIONS[id]}</span>
            </li>`,
        )}
    </ul>
  </section>`;
}

/** One of the four: its picture and what is read of it. */
export function cardSection({ reading, name, dayPct, picture }: BoardCard): Html {
  const { symbol, close } = reading;
  const trend = made(reading.trend)?.state;
  return html`<section class="card">
    <div class="spread">
      <h2>${symbol} <small>${name.replace(/^.*\((.*)\)$/, '$1')}</small></h2>
      <p>
        <span class="figure">${quantity(close, 'usd')}</span>
        ${dayPct === undefined ? '' : `${dayPct < 0 ? '▼' : '▲'} ${signedPct(dayPct)}`}
      </p>
    </div>
    <p class="state">${trend === undefined ? 'No trend yet' : capital(spoken(trend))}</p>
    <figure>${trusted(picture)}</figure>
    ${facts(readingRows(reading))}
  </section>`;
}

function readingRows(reading: SymbolReading): (readonly [string, Content])[] {
  const macd = made(reading.macd);
  const line = made(reading.relativeStrength);
  const highs = made(reading.distanceFromHigh);
  const rsi = made(reading.rsi14);
  return [
    ...shownAverages(reading).map(
      ({ period, distancePct, slope }) =>
        [`${period}-day`, `${signedPct(distancePct, 1)}${slope === undefined ? '' : `, ${slope}`}`] as const,
    ),
    ['MACD', macd && `${macd.state}, ${spoken(macd.side)}, turning ${macd.turning}`],
    ['RSI 14', rsi && `${round(rsi.value, 1)}${rsi.state === 'neutral' ? '' : `, ${spoken(rsi.state)}`}`],
    ['Against SPY', line && html`${line.state}, last ${line.lastTurn} ${day(line[line.lastTurn].date)}`],
    ['From high', highs && html`${signedPct(highs.allTime.distancePct, 1)} (${day(highs.allTime.date)})`],
    ['Pattern', patternOf(reading)],
  ];
}

/** What the prices form: a base, the last breakout while it counts or since it failed, a tight flag. */
function patternOf(reading: SymbolReading): Html {
  const base = made(reading.base);
  const breakout = made(reading.breakout);
  const parts = [
    base &&
      html`<li>
        base under ${quantity(base.resistance, 'usd')}, tested ${base.tests.length}
        ${base.tests.length === 1 ? 'time' : 'times'}
      </li>`,
    breakout &&
      html`<li>
        breakout over ${quantity(breakout.level, 'usd')} of ${day(breakout.date)}: ${breakout.state}
      </li>`,
    made(reading.flag)?.tight === true ? html`<li>tight flag</li>` : undefined,
  ];
  return parts.every((part) => part === undefined)
    ? html`none`
    : html`<ul class="plain">
        ${parts}
      </ul>`;
}

/** Rotation with the returns it rests on, and the day's. */
export function rotationSection({ verdict, oneDayRotation, market }: Board): Html {
  const { state, settledState, evidence } = verdict.rotation;
  const day = made(oneDayRotation);
  const year = new Map(
    market.symbols.map((reading) => [reading.symbol as string, made(reading.performance)]),
  );
  const percent = (value: number | undefined): string =>
    value === undefined ? 'not available' : signedPct(value);
  return html`<section>
    <h2>Rotation</h2>
    <p class="state">${capital(spoken(settledState))}</p>
    <p>
      ${state === settledState ? 'Settled, and so at this close' : `Settled. At this close alone: ${spoken(state)}`}:
      ${ROTATION_MEANINGS[state]}.
    </p>
    ${table(
      'Price returns',
      [
        { name: 'Fund' },
        { name: `${evidence.sessions} sessions`, isNumber: true },
        { name: 'Year to date', isNumber: true },
        { name: 'Since low', isNumber: true },
      ],
      ADVISED.map((symbol) => [
        symbol,
        signedPct(evidence.returnsPct[symbol]),
        percent(year.get(symbol)?.yearToDate.returnPct),
        percent(year.get(symbol)?.sinceMarketLow.returnPct),
      ]),
    )}
    ${day && html`<p>IWM less SPY today: ${signed(day.points)} points, rank ${day.rank} of ${day.of} sessions.</p>`}
  </section>`;
}

/** How many of the four and of all members take part, thrusts, and the sectors' say. */
export function breadthSection({
  market,
  sectors,
}: {
  readonly market: Pick<Board['market'], 'breadth' | 'breadthSeries'>;
  readonly sectors: Board['sectors'];
}): Html {
  const { breadth, breadthSeries } = market;
  const { members, recovery, thrust } = breadthSeries;
  const recovered = made(recovery);
  const lastThrust = made(thrust)?.lastThrust;
  const confirmation = made(sectors);
  return html`<section>
    <h2>Breadth and sectors</h2>
    ${facts([
      ['Of the four', `${breadth.above50} over the 50-day, ${breadth.above200} over the 200-day average`],
      ...members.flatMap((member) => {
        const read = made(member);
        return read === undefined
          ? []
          : [
              [
                `S&P 500, ${read.period}-day`,
                `${round(read.pct, 1)} % of members above (${read.healthy ? 'healthy' : 'not healthy'}, ${read.date})`,
              ] as const,
            ];
      }),
      ['Recovery', recovered && recoveryInWords(recovered)],
      [
        'Zweig thrust',
        made(thrust) &&
          (lastThrust
            ? html`last on ${longDate(lastThrust.date)} <span class="quiet">${THRUST_NOTE}</span>`
            : 'none in the data'),
      ],
      [
        'Sectors',
        confirmation &&
          `${confirmation.confirms ? 'confirm' : "don't confirm"}: ${confirmation.sectors
            .map(({ symbol, trend }) => `${symbol} ${spoken(trend)}`)
            .join(', ')}`,
      ],
    ])}
    ${
      members.every((member) => made(member) === undefined)
        ? html`<p class="quiet">No series of market breadth is loaded.</p>`
        : undefined
    }
  </section>`;
}

const recoveryInWords = ({
  state,
  from,
  completedOn,
}: {
  readonly state: string;
  readonly from?: { readonly date: string; readonly pct: number };
  readonly completedOn?: string;
}): string =>
  from === undefined || completedOn === undefined
    ? state
    : `${state}: from ${round(from.pct, 1)} % on ${from.date}, completed on ${completedOn}`;
