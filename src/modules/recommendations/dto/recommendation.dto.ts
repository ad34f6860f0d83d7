import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MACRO_STANCES } from '../../../domain/readings/macro/assessment.js';
import { FED_BIASES } from '../../../domain/readings/macro/fed-bias.js';
import { ROTATION_MEANINGS, type RotationState } from '../../../domain/readings/cross/rotation.js';
import type { ActionReason } from '../../../domain/recommendation/recommend.js';
import { KEY_LEVEL_MEANINGS } from '../../../domain/readings/symbol/key-levels.js';
import { TREND_MEANINGS, type TrendState } from '../../../domain/readings/symbol/trend.js';
import { EDGES } from '../../../domain/policy/record-period.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { DRIFT_TO } from '../../accounts/dto/split-terms.dto.js';
import { ContextDto } from '../../market-facts/dto/market-fact.dto.js';
import { AnswerHeadDto, DataIssueDto, ObservedDto } from '../../market-regime/dto/reading.dto.js';

const ASSET_MEANINGS = {
  IWM: 'small companies (Russell 2000)',
  MDY: 'mid-sized companies (S&P MidCap 400)',
  SPY: 'large companies (S&P 500)',
  QQQ: 'the Nasdaq-100',
  CASH: 'cash',
};
const ASSET = enumProperty('Asset', ASSET_MEANINGS);

const TREND = enumProperty('TrendState', TREND_MEANINGS);
const ROTATION = enumProperty('RotationState', ROTATION_MEANINGS);

const ACTIONS = {
  hold: 'every weight is within its band, or there is nothing to invest',
  rebalance: 'at least one weight is outside its band, or cash is short of what is needed',
};
export const ACTION = enumProperty('Action', ACTIONS);

const ACTION_REASONS: Readonly<Record<ActionReason, string>> = {
  'nothing-to-invest': 'the account holds none of the four, no substitute and no cash',
  'within-bands': 'every weight is within its band around the target',
  'band-exceeded': 'the weight that `trigger` names is at or past the edge of its band',
  'cash-short': 'cash does not cover what the account needs, whatever the bands say',
};

const OUTCOMES = {
  fired: 'it acts',
  near: 'it does not act, but is one step from it',
  blocked: 'it is on, but a brake removes it',
  unavailable: 'the data it needs is missing, so it can neither act nor be ruled out',
};

const EFFECTS = {
  rule_begins: "the rule's condition would hold",
  rule_ends: "the rule's condition would no longer hold",
  rule_voided: 'a brake would remove the rule at that close, without waiting for a review',
  part_begins: 'one part of the condition would hold, which alone does not change the rule',
  part_ends: 'one part would no longer hold, which alone does not change the rule',
  exposure_rises: 'the policy would call for more equity',
  exposure_falls: 'the policy would call for less equity',
  exposure_stays: 'the policy would call for what is held, which ends a pending change',
};

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

class HeldAsDto {
  @ApiProperty({ example: 'IJR' })
  symbol!: string;

  @ApiProperty({ type: 'integer', description: 'Its part of `currentBps`.', example: 900 })
  bps!: number;

  @ApiProperty({ description: 'Dollars.', example: '9000.00' })
  value!: string;

  @ApiPropertyOptional({ description: "Absent where the position's market value was taken." })
  close?: number;
}

class ExcludedDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiPropertyOptional({ description: 'Dollars; absent where it came without one.', example: '4900.00' })
  marketValue?: string;
}

class ActionReasonDto {
  @ApiProperty(enumProperty('ActionReason', ACTION_REASONS))
  code!: string;

  @ApiProperty({ description: 'In plain words.' })
  because!: string;
}

class OutsideBoundDto {
  @ApiProperty({ description: 'As a step of the waterfall names it.', example: 'IWM.max' })
  bound!: string;

  @ApiProperty({
    ...ASSET,
    description: 'What it bounds; limits of equity (`profile.*`, `equity.*`) bound what they leave for CASH.',
  })
  symbol!: string;

  @ApiProperty({ type: 'integer', example: 2000 })
  boundBps!: number;

  @ApiProperty({ type: 'integer', example: 2400 })
  currentBps!: number;
}

class MemberDto {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty({ example: 'growth' })
  riskProfile!: string;

  @ApiProperty({ description: 'Dollars.', example: '40000.00' })
  advisedValue!: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Its bounds that keep the household from its target; absent where it keeps it from nothing.',
    example: ['IWM.max', 'profile.ceiling'],
  })
  binding?: string[];

  @ApiPropertyOptional({
    description: 'How much less cash it holds than it needs, dollars; absent where it holds enough.',
    example: '2500.00',
  })
  cashShort?: string;

  @ApiPropertyOptional({
    type: [OutsideBoundDto],
    description: 'Its bounds that its own present weights lie outside of; absent where there are none.',
  })
  outsideBounds?: OutsideBoundDto[];
}

class CashNeedDto {
  @ApiProperty({ description: 'Dollars: the standing amount and the withdrawals due.', example: '17000.00' })
  amount!: string;

  @ApiProperty({ format: 'date', description: 'The last day whose withdrawals are in it.' })
  through!: string;
}

class TargetDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer', description: 'Of advised value; all five sum to 10000.', example: 2200 })
  weightBps!: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Absent where there is no advised value.' })
  currentBps?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Target less current.' })
  driftBps?: number;

  @ApiPropertyOptional({ description: 'Dollars; all five sum to the advised value.', example: '22000.00' })
  amount?: string;

  @ApiPropertyOptional({
    type: 'integer',
    description:
      'What to trade to; all five sum to 10000. The target, or the edge of the bands. Absent on hold.',
  })
  tradeToBps?: number;

  @ApiPropertyOptional({
    description:
      'The same in dollars; all five sum to the advised value. What is locked, or never bought or sold, keeps to the cents that are held.',
  })
  tradeToAmount?: string;

  @ApiPropertyOptional({
    type: [HeldAsDto],
    description: 'The funds that make up the present weight; absent where no substitute is among them.',
  })
  heldAs?: HeldAsDto[];
}

class MoveDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer', example: 200 })
  bps!: number;
}

class RecordLinePeriodDto {
  @ApiProperty({ format: 'date', description: 'The first session of the stretch.' })
  since!: string;

  @ApiProperty({ format: 'date', description: 'The last.' })
  through!: string;

  @ApiProperty({ type: 'integer', description: 'How often it went on.', example: 28 })
  times!: number;

  @ApiProperty({ type: 'integer', description: 'Sessions whose return it earned.', example: 1082 })
  sessionsHeld!: number;

  @ApiPropertyOptional({
    description:
      'Return of what it bought less that of what it sold while it was held, after costs, per cent a year.',
    example: -2.5,
  })
  activeReturnPctPerYear?: number;

  @ApiPropertyOptional({ description: 'Lower end of the 95 % interval, per cent a year.', example: -11 })
  low95?: number;

  @ApiPropertyOptional({ description: 'Upper end.', example: 6 })
  high95?: number;

  @ApiProperty(enumProperty('Edge', EDGES))
  edge!: string;
}

class RecordLineDto extends RecordLinePeriodDto {
  @ApiPropertyOptional({ type: RecordLinePeriodDto, description: 'Before the split date of the record.' })
  before?: RecordLinePeriodDto;

  @ApiPropertyOptional({ type: RecordLinePeriodDto, description: 'From the split date on.' })
  after?: RecordLinePeriodDto;
}

class RationaleDto {
  @ApiProperty({ description: "A rule's or brake's id, or `exposure`.", example: 'iwm-relative-strength' })
  ruleId!: string;

  @ApiProperty(enumProperty('Outcome', OUTCOMES))
  outcome!: string;

  @ApiProperty({ description: 'In plain words.' })
  because!: string;

  @ApiProperty({ type: [ObservedDto] })
  observed!: ObservedDto[];

  @ApiProperty({ type: [MoveDto], description: 'Basis points of the equity sleeve, before scaling.' })
  moves!: MoveDto[];

  @ApiPropertyOptional({ format: 'date', description: 'Since when it acts.' })
  since?: string;

  @ApiPropertyOptional({ description: 'The brake that removes it.', example: 'risk-off' })
  blockedBy?: string;

  @ApiPropertyOptional({ description: 'Where the idea comes from.' })
  reference?: string;

  @ApiPropertyOptional({
    type: RecordLineDto,
    description:
      'How the rule has done, by the newest record that was computed by `knownAt` and saw no session after `asOf`; absent where there is none.',
  })
  record?: RecordLineDto;
}

class WeightsDto {
  @ApiProperty({ type: 'integer' })
  IWM!: number;

  @ApiProperty({ type: 'integer' })
  MDY!: number;

  @ApiProperty({ type: 'integer' })
  SPY!: number;

  @ApiProperty({ type: 'integer' })
  QQQ!: number;

  @ApiProperty({ type: 'integer' })
  CASH!: number;
}

class WaterfallStepDto {
  @ApiProperty({
    description:
      '`baseline`, a rule, `bounds`, `exposure` (of the ceiling, as the policy asks), or `constraint:` and the limits of equity that decide in its place or the bounds that bind: `IWM.min`, `IWM.max`, `IWM.lock`, `IWM.neverBuy`, `IWM.neverSell` and so on, `profile.floor`, `profile.ceiling`, `equity.min`, `equity.max`, `cashNeeds`; of a household `accounts`, whose bounds `accounts` lists. The first steps split the equity sleeve, those from `exposure` on the whole account.',
    example: 'baseline',
  })
  step!: string;

  @ApiProperty({ type: WeightsDto, description: 'After the step; they sum to 10000.' })
  weights!: WeightsDto;

  @ApiProperty({ type: [MoveDto], description: 'What the step moved; they sum to 0.' })
  moves!: MoveDto[];
}

const CONDITIONS = {
  close_under: 'a close under the level changes it',
  close_over: 'a close over the level changes it',
};

class WouldChangeDto {
  @ApiProperty({ example: 'iwm-relative-strength' })
  ruleId!: string;

  @ApiProperty({ description: 'The signal that flips.', example: 'relative-strength.state' })
  signal!: string;

  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty(enumProperty('FlipCondition', CONDITIONS))
  condition!: string;

  @ApiProperty({
    description: "The symbol's next close, all others unchanged, to the cent.",
    example: 160.04,
  })
  level!: number;

  @ApiProperty({ description: 'The level against the present close, per cent.', example: -3.69 })
  distancePct!: number;

  @ApiProperty(enumProperty('EffectCode', EFFECTS))
  effectCode!: string;

  @ApiProperty({ description: 'In plain words.' })
  effect!: string;
}

class WatchDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty(enumProperty('KeyLevelKind', KEY_LEVEL_MEANINGS))
  kind!: string;

  @ApiProperty({ description: 'Dollars.', example: 226.74 })
  level!: number;

  @ApiProperty({ description: 'The level against the close, per cent.', example: -4.42 })
  distancePct!: number;

  @ApiProperty({ description: 'In plain words.' })
  meaning!: string;
}

class TargetChangeDto {
  @ApiProperty(ASSET)
  symbol!: string;

  @ApiProperty({ type: 'integer' })
  fromBps!: number;

  @ApiProperty({ type: 'integer' })
  toBps!: number;
}

class NumberChangeDto {
  @ApiProperty({ type: 'integer' })
  from!: number;

  @ApiProperty({ type: 'integer' })
  to!: number;
}

class TextChangeDto {
  @ApiProperty()
  from!: string;

  @ApiProperty()
  to!: string;
}

/** What differs from the account's previous recommendation; what stayed the same is left out. */
export class ChangesDto {
  @ApiProperty({ format: 'uuid', description: 'The previous recommendation.' })
  since!: string;

  @ApiProperty({ format: 'date' })
  sinceAsOf!: string;

  @ApiProperty({ type: [TargetChangeDto] })
  targets!: TargetChangeDto[];

  @ApiPropertyOptional({ type: NumberChangeDto })
  equityExposureBps?: NumberChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  marketRegime?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  rotation?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  macroStance?: TextChangeDto;

  @ApiPropertyOptional({ type: TextChangeDto })
  riskProfile?: TextChangeDto;

  @ApiPropertyOptional({ type: NumberChangeDto })
  policyVersion?: NumberChangeDto;

  @ApiProperty({ type: [String], description: 'Rules that act now and did not before.' })
  rulesOn!: string[];

  @ApiProperty({ type: [String], description: 'Rules that acted before and do not now.' })
  rulesOff!: string[];

  @ApiPropertyOptional({
    type: [DataIssueDto],
    description:
      'Prices, corporate actions and macro values up to `asOf` that were revised since the previous one was given, the latest 50. Absent where none was.',
  })
  revisions?: readonly DataIssueDto[];
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
      'What the trade moves, dollars: half of what is bought and sold together, by exposure (a fund and its substitutes count as one). Absent on hold.',
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
