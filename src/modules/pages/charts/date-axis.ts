import type { SessionDate } from '../../../domain/market/price-bar.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Months between labels, so that a year divides into them. */
const STEPS = [1, 2, 3, 4, 6, 12, 24, 60];

/**
 * Labels of a time axis, by the index of the session they belong to: the first session of a month, every so
 * many months that at most `most` are shown. January bears its year.
 */
export function dateLabels(sessions: readonly SessionDate[], most: number): ReadonlyMap<number, string> {
  const starts = sessions.flatMap((session, i) =>
    i > 0 && sessions[i - 1]!.slice(0, 7) !== session.slice(0, 7) ? [i] : [],
  );
  const fitting = STEPS.map((step) => starts.filter((i) => monthsOf(sessions[i]!) % step === 0));
  const chosen = fitting.find((labels) => labels.length <= most) ?? [];
  return new Map(
    chosen.map((i) => {
      const [year = '', month = ''] = sessions[i]!.split('-');
      return [i, month === '01' ? year : (MONTHS[Number(month) - 1] ?? '')];
    }),
  );
}

const monthsOf = (session: SessionDate): number =>
  Number(session.slice(0, 4)) * 12 + Number(session.slice(5, 7)) - 1;
