import { performance } from 'node:perf_hooks';
import { HOUSE_POLICY } from '../src/domain/policy/house-policy.js';
import { momentsOf } from '../src/domain/recommendation/session.js';
import { chartModel } from '../src/modules/pages/charts/chart-model.js';
import { priceChart } from '../src/modules/pages/charts/price-chart.js';
import { renderSvg, standalone } from '../src/modules/pages/charts/render-svg.js';
import { prepare, realData, realDirectories, sampleData } from './known-market.js';
import { median } from './measure.js';
import { report } from './report.js';

const RUNS = 60;

const data = realDirectories ? await realData(realDirectories) : await sampleData();
const known = prepare(data);
const last = known.market.sessions.length - 1;
const momentAt = momentsOf(known, HOUSE_POLICY.parameters, Infinity);

/** Milliseconds from the readings to the bytes, each time of another session. */
async function milliseconds(sessions: number, back: number): Promise<number> {
  const start = performance.now();
  const model = chartModel(momentAt(last - back), 'IWM', sessions, known.sample);
  if (model === undefined) throw new RangeError('no bars of IWM');
  const drawing = priceChart(model, 'wide');
  standalone(await renderSvg(drawing), drawing);
  return performance.now() - start;
}

const first = await milliseconds(252, 0);
for (const [sessions, target] of [
  [252, 50],
  [1260, undefined],
] as const) {
  const runs: number[] = [];
  for (let back = 0; back < RUNS; back++) runs.push(await milliseconds(sessions, back));
  const typical = median(runs);
  report({
    what: `chart.svg of ${sessions} sessions, nothing kept`,
    measured: `${typical.toFixed(1)} ms (median of ${RUNS}; quickest ${Math.min(...runs).toFixed(1)} ms${
      sessions === 252 ? `; the first, with the library loading, ${first.toFixed(0)} ms` : ''
    })`,
    ...(target !== undefined && { target: `under ${target} ms`, meets: typical < target }),
  });
}
