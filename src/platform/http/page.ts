import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Optional } from './optional.decorator.js';
import { validationFailed } from './validation.pipe.js';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** The paging part of a list's query. Extend it with the list's filters. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before; absent for the first page.' })
  @Optional()
  @IsString()
  @MaxLength(500)
  readonly cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  readonly limit: number = DEFAULT_LIMIT;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
  readonly hasMore: boolean;
}

/**
 * A page from `limit + 1` rows read in the list's order: the further row only tells that there is more.
 * `keyOf` gives what the next page starts after.
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data, nextCursor: hasMore ? encodeCursor(keyOf(last)) : null, hasMore };
}

/** The same page with each row changed. */
export const mapPage = <T, U>(page: Page<T>, change: (row: T) => U): Page<U> => ({
  ...page,
  data: page.data.map(change),
});

export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The `parts` strings of a cursor; undefined without one; a 400 where it is none of ours. */
export function decodeCursor(cursor: string | undefined, parts: number): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parsed(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) return key;
  throw malformedCursor();
}

/** A cursor of the form [instant, id], as lists in order of creation use it. */
export function decodeCreatedCursor(cursor: string | undefined): { createdAt: Date; id: string } | undefined {
  const key = decodeCursor(cursor, 2);
  if (!key) return undefined;
  const [instant = '', id = ''] = key;
  const createdAt = new Date(instant);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f-]{1,36}$/.test(id)) throw malformedCursor();
  return { createdAt, id };
}

const malformedCursor = () =>
  validationFailed([
    { pointer: '/cursor', code: 'malformed-cursor', message: 'cursor is not one of this list' },
  ]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
