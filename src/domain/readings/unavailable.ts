/**
 * A reading that can't be made, and why. It stands where the reading would, so that nobody can take
 * missing data for a neutral number.
 */
export interface Unavailable {
  readonly unavailable: {
    readonly code:
      'insufficient-history' | 'no-bar' | 'missing-series' | 'stale-series' | 'not-released' | 'no-movement';
    /** What is short: a symbol or a series id. */
    readonly subject: string;
    /** Bars or observations needed, and how many there are, where that is the reason. */
    readonly needs?: number;
    readonly has?: number;
  };
}

export const isUnavailable = (reading: object): reading is Unavailable => 'unavailable' in reading;

export const insufficientHistory = (subject: string, needs: number, has: number): Unavailable => ({
  unavailable: { code: 'insufficient-history', subject, needs, has },
});
