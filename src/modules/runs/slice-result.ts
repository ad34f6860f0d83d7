/** What a slice's accounts came to. */
export interface SliceResult {
  /** What the run's statement or impact sums up. */
  readonly totals: object;
  readonly done: number;
  readonly failed: number;
}

/** Units between which other work of the process gets its turn. */
export const UNITS_A_TURN = 100;
