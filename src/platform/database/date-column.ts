/**
 * A session date for a DATE column. Prisma takes and gives those as Dates at midnight UTC; the string
 * is what the rest of the code has, so that no time zone can move it.
 */
export const toDateColumn = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** The session date of a DATE column. */
export const fromDateColumn = (column: Date): string => column.toISOString().slice(0, 10);
