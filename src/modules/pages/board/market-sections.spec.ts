import { describe, expect, it } from '@jest/globals';
import type { ThrustReading } from '../../../domain/readings/cross/breadth-series.js';
import { breadthSection } from './market-sections.js';

const unloaded = (subject: string) => ({ unavailable: { code: 'missing-series' as const, subject } });

const section = (thrust: ThrustReading): string =>
  breadthSection({
    market: {
      breadth: { of: 4, above50: 4, above200: 4 },
      breadthSeries: { members: [unloaded('S5FI')], recovery: unloaded('S5FI'), thrust },
    },
    sectors: unloaded('XLF'),
  }).text;

describe("the board's breadth", () => {
  it('says beside the last Zweig thrust that published lists differ', () => {
    const text = section({
      date: '2023-06-01',
      average: 0.5,
      lastThrust: { date: '2023-03-31', from: '2023-03-24', sessionsSince: 42 },
    });
    expect(text).toContain('last on March 31, 2023');
    expect(text).toContain('published lists differ in places (March 2023 is not on all of them)');
  });

  it('says nothing of lists where there is none', () => {
    const text = section({ date: '2023-06-01', average: 0.5 });
    expect(text).toContain('none in the data');
    expect(text).not.toContain('published lists');
  });
});
