import { CONFLICT_SOURCES, type MacroConflict } from '../readings/macro/conflicts.js';
import { listed, round } from './format.js';

/** What disagrees, what decides between the readings, and which of them counts, in one or two sentences. */
export function tellConflict({ code, readings, decidedBy, score, outcome }: MacroConflict): string {
  const told = listed(readings.map(({ source, reading }) => `${reading} (${CONFLICT_SOURCES[source]})`));
  if (code === 'rate-cuts') {
    const scored =
      score === undefined ? 'which cannot be read now' : `which scores ${round(score, 0)} of 100`;
    const counts = outcome === 'undecided' ? 'neither counts' : `the ${outcome} reading counts`;
    return `Rate cuts are called ${told}. Recession risk decides, ${scored}: ${counts}.`;
  }
  if (outcome === 'undecided') {
    return `The Fed is read as ${told}. The rates would decide and cannot be read: neither counts.`;
  }
  const decider =
    decidedBy === 'fed.override' ? "The firm's own reading is in force and counts" : 'The rates decide';
  return `The Fed is read as ${told}. ${decider}: ${outcome}. The others stand beside it.`;
}
