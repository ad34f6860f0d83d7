import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { accepts } from './accepts.js';
import { Optional } from './optional.decorator.js';

class Part {
  @Matches(/^[A-Z]+$/)
  readonly name!: string;

  @Optional()
  @IsInt()
  readonly size?: number;
}

class Whole {
  @IsString()
  @Length(1, 3)
  readonly id!: string;
}

class Body extends Whole {
  @Optional()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => Part)
  @IsArray()
  readonly parts?: Part[];

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => Part)
  readonly main?: Part;
}

class EachText {
  @IsString({ each: true })
  readonly texts!: string[];
}

const isRight = (object: object): boolean =>
  validateSync(object, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }).length ===
  0;

const scalar = fc.oneof(fc.constantFrom('A', 'ABCD', '', 'a', 1, 1.5, null, true), fc.constant(undefined));
const goodPart = fc.record(
  { name: fc.constant('A'), size: fc.constantFrom(1, 2) },
  { requiredKeys: ['name'] },
);
const part = fc.oneof(
  { arbitrary: goodPart, weight: 4 },
  { arbitrary: fc.record({ name: scalar, size: scalar, other: scalar }, { requiredKeys: [] }), weight: 1 },
  { arbitrary: scalar, weight: 1 },
);
const body = fc.record(
  {
    id: fc.oneof({ arbitrary: fc.constant('A'), weight: 4 }, { arbitrary: scalar, weight: 1 }),
    parts: fc.oneof(fc.array(part, { maxLength: 3 }), fc.array(fc.array(part, { maxLength: 1 })), part),
    main: fc.oneof(part, fc.array(part, { maxLength: 2 })),
    other: scalar,
  },
  { requiredKeys: [] },
);

describe('accepts', () => {
  it('takes a body that keeps its rules, those of parents and parts too', () => {
    const good = { id: 'x', parts: [{ name: 'A' }, { name: 'B', size: 2 }], main: { name: 'C' } };
    expect(accepts(plainToInstance(Body, good))).toBe(true);
  });

  it('leaves an unknown field to class-validator, in a part too', () => {
    expect(accepts(plainToInstance(Body, { id: 'x', other: 1 }))).toBe(false);
    expect(accepts(plainToInstance(Body, { id: 'x', main: { name: 'A', other: 1 } }))).toBe(false);
  });

  it('leaves a kind of rule it does not know to class-validator', () => {
    expect(accepts(plainToInstance(EachText, { texts: ['a'] }))).toBe(false);
  });

  it('takes nothing that class-validator refuses', () => {
    let taken = 0;
    fc.assert(
      fc.property(body, (plain) => {
        const instance = plainToInstance(Body, plain);
        if (!accepts(instance)) return;
        taken++;
        expect(isRight(instance)).toBe(true);
      }),
      { numRuns: 2_000, seed: 1 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
