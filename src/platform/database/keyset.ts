/** What a page of rows in order of creation starts after, or before. */
export interface CreatedKey {
  readonly createdAt: Date;
  readonly id: string;
}

/** Rows created after a key, oldest first; nothing to filter without one. */
export const createdAfter = (key: CreatedKey | undefined) =>
  key && { OR: [{ createdAt: { gt: key.createdAt } }, { createdAt: key.createdAt, id: { gt: key.id } }] };

/** Rows created before a key, latest first; nothing to filter without one. */
export const createdBefore = (key: CreatedKey | undefined) =>
  key && { OR: [{ createdAt: { lt: key.createdAt } }, { createdAt: key.createdAt, id: { lt: key.id } }] };
