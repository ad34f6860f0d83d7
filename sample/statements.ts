import { dateOfDayNumber, dayNumber } from '../src/domain/market/calendar-date.js';
import type { StatementRow } from '../src/domain/readings/macro/statement-rules.js';
import { FED_TARGET } from './macro-script.js';
import { phaseSentences, STATEMENT_SCRIPT } from './statement-script.js';

const RANGE = 0.25;

const targetOn = (date: string): number => FED_TARGET.findLast(([from]) => from <= date)?.[1] ?? 0;

/** What was decided on a day, by the target range in force before and after it. */
function actionOf(date: string): string {
  const before = targetOn(date);
  const after = targetOn(dateOfDayNumber(dayNumber(date) + 1));
  const range = `${after - RANGE} to ${after} percent`;
  if (after === before) return `The Committee decided to keep the target range at ${range}.`;
  const verb = after > before ? 'raise' : 'lower';
  const points = Math.abs(after - before);
  return `The Committee decided to ${verb} the target range by ${points} percentage points, to ${range}.`;
}

/** Invented statements that go with the sample's target range, one about every six weeks. */
export const sampleStatements = (): readonly StatementRow[] =>
  STATEMENT_SCRIPT.flatMap(([phase, dates]) =>
    dates.map((date) => ({
      date,
      title: 'Statement of the sample market (invented)',
      body: phaseSentences(phase)
        .map((sentence) => (sentence === 'action' ? actionOf(date) : sentence))
        .join('\n'),
    })),
  );
