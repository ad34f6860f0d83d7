/** Which accounts of a book; absent fields leave none out. */
export interface BookFilter {
  readonly riskProfile?: string;
  readonly registration?: string;
  readonly accountIds?: readonly string[];
}

/** Where a slice of a book begins. */
export interface BookSlice {
  readonly position: number;
  readonly firstAccount: string;
  /** The first account of the next slice; null of the last. */
  readonly before: string | null;
  readonly accounts: number;
}
