import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { HttpProblem } from './problem.js';
import { ValidationPipe } from './validation.pipe.js';

class Item {
  @IsInt()
  @Min(0)
  @Max(9)
  readonly 'a/b'!: number;
}

class Order {
  @IsString()
  @Length(2, 5)
  readonly name!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Item)
  readonly items!: Item[];
}

const problems = (body: unknown): string[] => {
  try {
    new ValidationPipe().transform(body, { type: 'body', metatype: Order });
    return [];
  } catch (error) {
    return (error as HttpProblem).fields.map(({ pointer, code }) => `${pointer} ${code}`);
  }
};

describe('ValidationPipe', () => {
  it('passes a good body on as an instance of its class', () => {
    const body = new ValidationPipe().transform(
      { name: 'abc', items: [{ 'a/b': 1 }] },
      { type: 'body', metatype: Order },
    );
    expect(body).toBeInstanceOf(Order);
    expect((body as Order).items[0]).toBeInstanceOf(Item);
  });

  it('names every bad field by JSON pointer, escaped, with the most basic rule it breaks', () => {
    expect(problems({ name: 7, items: [{ 'a/b': 1 }, { 'a/b': 'x', 'c~d': 1 }], more: 1 })).toEqual([
      '/more unknown-field',
      '/name is-string',
      '/items/1/c~0d unknown-field',
      '/items/1/a~1b is-int',
    ]);
  });

  it('says nothing of the parts of a field that is of the wrong shape', () => {
    expect(problems({ name: 'abc', items: { x: 1 } })).toEqual(['/items is-array']);
  });

  it('names at most a hundred fields', () => {
    expect(problems({ name: 'abc', items: Array.from({ length: 500 }, () => ({ 'a/b': -1 })) })).toHaveLength(
      100,
    );
  });

  it.each([undefined, null, [], 'text', 7])('refuses %p as a body', (body) => {
    expect(problems(body)).toEqual([' not-an-object']);
  });
});
