import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { fieldRule } from '../../../platform/http/field-rule.js';
import { PositionDto } from './position.dto.js';

export const MOST_POSITIONS = 1_000;

const symbolOf = (item: unknown): unknown => (item as { symbol?: unknown } | null)?.symbol;

const areDistinct = (value: unknown): boolean =>
  !Array.isArray(value) || new Set(value.map(symbolOf)).size === value.length;

/** An account's positions: each valid, no symbol twice (`duplicate-symbol`), at most 1,000. */
export const IsPositions = (): PropertyDecorator =>
  applyDecorators(
    ArrayMaxSize(MOST_POSITIONS),
    fieldRule('duplicateSymbol', areDistinct, 'must not hold a symbol twice'),
    ValidateNested({ each: true }),
    Type(() => PositionDto),
    IsArray(),
  );
