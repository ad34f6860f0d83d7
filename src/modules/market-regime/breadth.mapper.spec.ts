import { describe, expect, it } from '@jest/globals';
import { dailyObservations, macroMoment, sessionsFrom } from '../../../test/support/synthetic-market.js';
import { readBreadthSeries } from '../../domain/readings/cross/breadth-series.js';
import { breadthDto } from './breadth.mapper.js';

const OF_THE_FOUR = { of: 4, above50: 4, above200: 4 };

/** What is answered of an NYSE of 1000 issues that move, with these shares of advances a session. */
function thrustOf(shares: readonly number[]) {
  const advances = shares.map((share) => Math.round(share * 1000));
  const moment = macroMoment(sessionsFrom('2014-01-01', shares.length).at(-1)!, {
    NYSE_ADV: dailyObservations(shares.length, (i) => advances[i]!),
    NYSE_DECL: dailyObservations(shares.length, (i) => 1000 - advances[i]!),
  });
  return breadthDto(OF_THE_FOUR, readBreadthSeries(moment)).thrust;
}
const weak = new Array<number>(40).fill(0.35);

describe('the answer on Zweig thrusts', () => {
  it('says beside the last one that published lists differ', () => {
    expect(thrustOf([...weak, ...new Array<number>(8).fill(0.8)])).toMatchObject({
      lastThrust: { from: expect.any(String) },
      note: expect.stringContaining('published lists differ in places (March 2023 is not on all of them)'),
    });
  });

  it('says nothing of lists where there is none', () => {
    const thrust = thrustOf(weak);
    expect(thrust).toHaveProperty('average');
    expect(thrust).not.toHaveProperty('note');
  });
});
