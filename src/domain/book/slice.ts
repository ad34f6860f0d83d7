import type { AdviceUnit } from '../recommendation/advice-subject.js';

/** Which accounts of a book; absent fields leave none out. */
export interface BookFilter {
  readonly riskProfile?: string;
  readonly registration?: string;
  readonly accountIds?: readonly string[];
}

/** A firm's accounts at an instant, to be advised all together. */
export interface Book {
  readonly id: string;
  readonly openedAt: Date;
  readonly filter: BookFilter;
}

/** A range of the ids of units of one kind. */
export interface BookSlice {
  readonly position: number;
  readonly unit: AdviceUnit;
  readonly firstId: string;
  /** The first id of the next slice of the kind; null of the last. */
  readonly beforeId: string | null;
  /** How many accounts its units have. */
  readonly accounts: number;
}
