import { macd, rsi as peerRsi, sma as peerSma } from 'indicatorts';
import { normal, seededRandom } from '../sample/random.js';
import { macd as ourMacd } from '../src/domain/indicators/macd.js';
import { rsi } from '../src/domain/indicators/rsi.js';
import { sma } from '../src/domain/indicators/sma.js';
import { compareInTurn, nanosecondsPerCall } from './measure.js';
import { report } from './report.js';

const BARS = 8_000;
const AVERAGES = [50, 100, 200];

function randomWalk(): number[] {
  const random = seededRandom(1);
  let close = 100;
  return Array.from({ length: BARS }, () => (close *= 1 + 0.01 * normal(random)));
}

const closes = randomWalk();
const column = Float64Array.from(closes);
let kept = 0;

function ours(): void {
  for (const period of AVERAGES) kept += sma(column, period)[BARS - 1]!;
  kept += ourMacd(column, { fast: 12, slow: 26, signal: 9 }).signal[BARS - 1]!;
  kept += rsi(column, 14)[BARS - 1]!;
}

function theirs(): void {
  for (const period of AVERAGES) kept += peerSma(closes, { period })[BARS - 1]!;
  kept += macd(closes, { fast: 12, slow: 26, signal: 9 }).signalLine[BARS - 1]!;
  kept += peerRsi(closes, { period: 14 })[BARS - 1]!;
}

const {
  ours: own,
  peer,
  ratio,
} = await compareInTurn(
  15,
  () => nanosecondsPerCall(ours, 50) / BARS,
  () => nanosecondsPerCall(theirs, 50) / BARS,
);
report({
  what: 'SMA 50/100/200, MACD 12/26/9 and RSI 14 over 8,000 bars, against indicatorts',
  measured: `${ratio.toFixed(2)} of its time: ${own.toFixed(0)} against ${peer.toFixed(0)} ns a bar`,
  target: 'at most 1.00',
  meets: ratio <= 1,
});
if (Number.isNaN(kept)) throw new Error('an indicator did not warm up');
