import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString } from 'class-validator';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { OptionalBody } from '../../../platform/http/optional-body.decorator.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { IsDateText } from '../dto/is-date.decorator.js';
import type { SyncItemState, SyncState, SyncTrigger } from './sync-job.js';

const MOST_NAMED = 100;

/** What to synchronise; an empty object, or no body, means everything. */
@OptionalBody()
export class SyncRequestDto {
  @ApiPropertyOptional({
    type: [String],
    example: ['SPY', 'IWM'],
    description: 'Absent: all, unless `series` is given.',
  })
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @IsString({ each: true })
  readonly symbols?: string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['DGS10'],
    description: 'Absent: all, unless `symbols` is given.',
  })
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @IsString({ each: true })
  readonly series?: string[];

  @ApiPropertyOptional({
    format: 'date',
    description: 'Ask again from this session or observation date on. Absent: what the store may lack.',
  })
  @Optional()
  @IsDateText()
  readonly from?: string;
}

const JOB_STATES: Readonly<Record<SyncState, string>> = {
  running: 'items are left',
  succeeded: 'every item was brought up to date',
  failed: 'some items that are needed failed, the others were brought up to date',
};
const ITEM_KINDS = { bars: "a symbol's bars and corporate actions", macro: "a macro series' vintages" };
const ITEM_STATES: Readonly<Record<SyncItemState, string>> = {
  pending: 'not done yet',
  succeeded: 'up to date',
  failed: 'no source had all that was asked for; `failures` says why',
};
const TRIGGERS: Readonly<Record<SyncTrigger, string>> = {
  request: 'a call of this API',
  schedule: 'the schedule after the close',
  command: 'npm run data:sync',
};

export class SyncFailureDto {
  @ApiPropertyOptional({ example: 'tiingo' })
  source?: string;

  @ApiProperty({ example: 'rate-limited', description: 'Stable code of the failure.' })
  code!: string;

  @ApiProperty()
  message!: string;
}

export class SyncItemDto {
  @ApiProperty(enumProperty('SyncItemKind', ITEM_KINDS))
  kind!: 'bars' | 'macro';

  @ApiProperty({ example: 'IWM' })
  name!: string;

  @ApiProperty(enumProperty('SyncItemState', ITEM_STATES))
  state!: SyncItemState;

  @ApiPropertyOptional({ example: 'tiingo', description: 'The provider that answered.' })
  source?: string;

  @ApiProperty({ type: 'integer', description: 'Rows of the answer.' })
  rows!: number;

  @ApiProperty({ type: 'integer' })
  inserted!: number;

  @ApiProperty({ type: 'integer' })
  corrected!: number;

  @ApiProperty({ type: [SyncFailureDto], description: 'Providers that failed, also where another served.' })
  failures!: readonly SyncFailureDto[];
}

export class SyncDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty(enumProperty('SyncState', JOB_STATES))
  state!: SyncState;

  @ApiProperty(enumProperty('SyncTrigger', TRIGGERS))
  trigger!: SyncTrigger;

  @ApiPropertyOptional({ format: 'date' })
  from?: string;

  @ApiProperty({ format: 'date', description: 'The last completed session when it was asked for.' })
  through!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  finishedAt?: string;

  @ApiProperty({ type: 'integer', example: 9, description: 'Items that are done, well or not.' })
  done!: number;

  @ApiProperty({ type: 'integer', example: 36 })
  total!: number;

  @ApiProperty({ type: [SyncItemDto] })
  items!: readonly SyncItemDto[];
}
