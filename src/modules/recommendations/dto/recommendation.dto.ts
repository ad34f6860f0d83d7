import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MACRO_STANCES } from '../../../domain/readings/macro/assessment.js';
import { FED_BIASES } from '../../../domain/readings/macro/fed-bias.js';
import { ROTATION_MEANINGS, type RotationState } from '../../../domain/readings/cross/rotation.js';
import { TREND_MEANINGS, type TrendState } from '../../../domain/readings/symbol/trend.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DRIFT_TO } from '../../accounts/dto/split-terms.dto.js';
import { ContextDto } from '../../market-facts/dto/market-fact.dto.js';
import { AnswerHeadDto } from '../../market-regime/dto/reading.dto.js';
import { ChangesDto } from './changes.dto.js';
import { WatchDto, WouldChangeDto } from './levels.dto.js';
import { RationaleDto, WaterfallStepDto } from './rationale.dto.js';
import {
  ACTION,
  ActionReasonDto,
  ASSET,
  CashNeedDto,
  ExcludedDto,
  MemberDto,
  OutsideBoundDto,
  TargetDto,
} from './targets.dto.js';

const TREND = enumProperty('TrendState', TREND_MEANINGS);
const ROTATION = enumProperty('RotationState', ROTATION_MEANINGS);

class PolicyReferenceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version!: number;

  @ApiProperty({ example: 'House policy' })
  name!: string;
}

class RegimeStatesDto {
  @ApiProperty({ ...TREND, description: 'Of the close.' })
  state!: TrendState;

  @ApiProperty({ ...TREND, description: 'The last that held two closes in a row.' })
  settledState!: TrendState;
}

class RotationStatesDto {
  @ApiProperty({ ...ROTATION, description: 'Of the close.' })
  state!: RotationState;

  @ApiProperty({ ...ROTATION, description: 'The last that held five closes in a row.' })
  settledState!: RotationState;
}

class FedOverrideInForceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty(enumProperty('FedBias', FED_BIASES))
  reading!: string;

  @ApiProperty({ description: "The principal's name." })
  author!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

class ClosesDto {
  @ApiProperty()
  IWM!: number;

  @ApiProperty()
  MDY!: number;

  @ApiProperty()
  SPY!: number;

  @ApiProperty()
  QQQ!: number;
}

/** How an account should be split, and why. */
export class AdviceDto extends AnswerHeadDto {
  @ApiProperty({ type: PolicyReferenceDto })
  policy!: PolicyReferenceDto;

  @ApiProperty({ example: 'aggressive' })
  riskProfile!: string;

  @ApiProperty({ type: 'integer', description: 'Equity of the target, of advised value.', example: 10000 })
  equityExposureBps!: number;

  @ApiProperty({ type: [TargetDto] })
  targets!: TargetDto[];

  @ApiProperty(ACTION)
  action!: string;

  @ApiProperty({ type: ActionReasonDto })
  reason!: ActionReasonDto;

  @ApiPropertyOptional({
    ...ASSET,
    description: 'The asset furthest past its band, or cash where it is short; absent on hold.',
  })
  trigger?: string;

  @ApiPropertyOptional({ ...DRIFT_TO, description: 'Where the trade goes; absent on hold.' })
  tradeTo?: string;

  @ApiPropertyOptional({
    description:
      'What the trade moves, dollars: half of what is bought and sold together, by exposure (a fund and its substitutes count as one); of a household the sum over its accounts. Absent on hold.',
    example: '30000.00',
  })
  turnover?: string;

  @ApiPropertyOptional({ type: CashNeedDto, description: 'Absent where the account tells of no needs.' })
  cashNeed?: CashNeedDto;

  @ApiPropertyOptional({
    type: [OutsideBoundDto],
    description:
      'Bounds that the present weights lie outside of, whether a trade is advised or not: a bound alone calls for none. Of a household the limits of its own profile; `accounts` has those of each account. Absent where there are none.',
  })
  outsideBounds?: OutsideBoundDto[];

  @ApiProperty({ type: [WaterfallStepDto], description: 'From the baseline to the target.' })
  waterfall!: WaterfallStepDto[];

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Where the tilts were scaled down pro rata: what their positive moves summed to.',
  })
  scaledFromBps?: number;

  @ApiPropertyOptional({
    type: ChangesDto,
    description: 'Absent in a preview and in the first recommendation.',
  })
  changes?: ChangesDto;

  @ApiProperty({ description: 'Plain words for the client file.' })
  summary!: string;

  @ApiProperty({ description: 'The four funds, their substitutes and cash, dollars.', example: '100000.00' })
  advisedValue!: string;

  @ApiProperty({ description: 'Other holdings, dollars; they are left alone.', example: '0.00' })
  excludedValue!: string;

  @ApiPropertyOptional({
    type: [MemberDto],
    description: "The accounts that hold a household's split together; absent where one account is advised.",
  })
  accounts?: MemberDto[];

  @ApiPropertyOptional({
    type: [ExcludedDto],
    description: 'Other holdings, which are left alone; absent where there are none.',
  })
  excluded?: ExcludedDto[];

  @ApiPropertyOptional({ type: [String], description: 'Of these, those that came without a market value.' })
  unvalued?: string[];

  @ApiProperty({
    description:
      'Covers all that the advice was computed from: bars, releases, policy, account, engine and template version, previous recommendation.',
    example: 'sha256:4f2c…',
  })
  inputsHash!: string;

  @ApiProperty({ type: RegimeStatesDto })
  marketRegime!: RegimeStatesDto;

  @ApiProperty({ type: RotationStatesDto })
  rotation!: RotationStatesDto;

  @ApiProperty(
    enumProperty('RecommendationMacroStance', {
      ...MACRO_STANCES,
      unavailable: 'a series it needs is missing',
    }),
  )
  macroStance!: string;

  @ApiPropertyOptional({
    type: FedOverrideInForceDto,
    description: "The firm's own reading of the Fed's statements, which the stance follows while in force.",
  })
  fedOverride?: FedOverrideInForceDto;

  @ApiProperty({ type: ClosesDto, description: 'The closes that holdings were valued at.' })
  closes!: ClosesDto;

  @ApiPropertyOptional({
    type: [ContextDto],
    description:
      'Figures on valuation and concentration that the firm entered: context, weighed only where the policy names their signals. Absent where there are none.',
  })
  context?: ContextDto[];

  @ApiProperty({ type: [RationaleDto], description: 'Rules that act or are near, and the brakes that act.' })
  rationale!: RationaleDto[];

  @ApiProperty({ type: [WouldChangeDto] })
  wouldChange!: WouldChangeDto[];

  @ApiProperty({
    type: [WatchDto],
    description: 'Levels within 10 % of the closes of the four, nearest first for each.',
  })
  watch!: WatchDto[];

  @ApiProperty({ type: [String], description: 'What is known of how such a policy has done.' })
  evidence!: string[];

  @ApiProperty({ example: '1.0.0' })
  engineVersion!: string;

  @ApiProperty({ example: '1.0.0' })
  templateVersion!: string;
}

/** A stored recommendation: immutable. */
@ApiExtraModels(AdviceDto)
export class RecommendationDto extends AdviceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where a household was advised.' })
  accountId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where an account was advised.' })
  householdId?: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** One line of an account's record. */
export class RecommendationHeaderDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where a household was advised.' })
  accountId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where an account was advised.' })
  householdId?: string;

  @ApiProperty({ format: 'date' })
  asOf!: string;

  @ApiProperty({ format: 'date-time' })
  knownAt!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'uuid', description: 'The principal whose key asked for it.' })
  createdBy!: string;

  @ApiProperty({ format: 'uuid' })
  policyId!: string;

  @ApiProperty({ type: 'integer' })
  policyVersion!: number;

  @ApiProperty(ACTION)
  action!: string;

  @ApiProperty()
  engineVersion!: string;

  @ApiProperty()
  inputsHash!: string;
}

class DifferenceDto {
  @ApiProperty({ description: 'JSON pointer into the recommendation.', example: '/targets/0/weightBps' })
  pointer!: string;

  @ApiPropertyOptional({ description: 'As recorded; absent where it was not there.', type: Object })
  recorded?: unknown;

  @ApiPropertyOptional({ description: 'As recomputed; absent where it is not there.', type: Object })
  replayed?: unknown;
}

/** A recommendation computed again from its recorded inputs. */
export class ReplayDto {
  @ApiProperty({ description: 'True where the same bytes came out.' })
  identical!: boolean;

  @ApiProperty({ type: [DifferenceDto] })
  differences!: DifferenceDto[];

  @ApiProperty({ description: 'The engine that replayed it.' })
  engineVersion!: string;

  @ApiProperty({ description: 'The engine that made it.' })
  recordedEngineVersion!: string;
}
