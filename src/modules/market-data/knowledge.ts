/** What may be seen of the store: everything, or what it had and knew at some time. */
export interface Knowledge {
  /** Versions learned by this instant. Absent: all. */
  readonly knownAt?: Date | undefined;
  /**
   * Rows that came with this data revision or an earlier one. Rows filled in for the past count as
   * learned in the past, so that `knownAt` alone can't tell what a recommendation made before them saw.
   */
  readonly revision?: string | undefined;
}

/** SQL of the revision that rows written now come with; the writer holds the installation's row. */
export const NEXT_REVISION = '(SELECT data_revision + 1 FROM installation WHERE id = 1)';
