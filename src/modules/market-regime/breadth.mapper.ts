import type { BreadthSeriesReading } from '../../domain/readings/cross/breadth-series.js';
import type { MarketReading } from '../../domain/regime/market-reading.js';
import { dollars, percent, ShownReadings } from '../../domain/words/shown-readings.js';
import { THRUST_NOTE } from '../../domain/words/thrust-note.js';
import type { BreadthDto } from './dto/market-regime.dto.js';

/** How many of the four are over their averages, and what the breadth series say. */
export function breadthDto(
  ofTheFour: MarketReading['breadth'],
  { members, recovery, thrust }: BreadthSeriesReading,
): BreadthDto {
  const readings = new ShownReadings();
  return {
    ...ofTheFour,
    members: members.flatMap((one) => {
      const { member } = readings.show('breadth.members', one, (reading) => ({
        member: { ...reading, pct: percent(reading.pct) },
      }));
      return member === undefined ? [] : [member];
    }),
    ...readings.show('breadth.recovery', recovery, ({ from, ...rest }) => ({
      recovery: { ...rest, ...(from && { from: { ...from, pct: percent(from.pct) } }) },
    })),
    ...readings.show('breadth.thrust', thrust, (reading) => ({
      thrust: {
        ...reading,
        average: dollars(reading.average),
        ...(reading.lastThrust && { note: THRUST_NOTE }),
      },
    })),
    unavailable: readings.unavailable,
  };
}
