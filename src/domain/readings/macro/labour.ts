import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import { seriesMissing } from './macro-history.js';

/** The Sahm indicator in real time: rise of the 3-month unemployment rate over its 12-month low. */
export interface SahmReading {
  readonly month: string;
  /** Percentage points. */
  readonly value: number;
  readonly triggered: boolean;
}

/** The last published Sahm figure; it scores a risk and never gates anything alone. */
export function readSahm({ macro, parameters }: Moment): SahmReading | Unavailable {
  const series = macro.series('SAHMREALTIME');
  if (series === undefined) return seriesMissing('SAHMREALTIME');
  const value = series.values[series.count - 1]!;
  return {
    month: series.dates[series.count - 1]!,
    value,
    triggered: value >= parameters.labour.sahmTrigger,
  };
}

export const labourSignals: readonly SignalDefinition[] = [
  {
    id: 'sahm.value',
    meaning: 'The Sahm indicator in real time; 0.50 triggers',
    values: { unit: 'points' },
    read: (moment) => {
      const reading = readSahm(moment);
      return isUnavailable(reading) ? reading : reading.value;
    },
    observe: (moment) => {
      const reading = readSahm(moment);
      if (isUnavailable(reading)) return [];
      return [
        { name: 'sahm', series: 'SAHMREALTIME', value: reading.value, unit: 'points', date: reading.month },
      ];
    },
  },
];
