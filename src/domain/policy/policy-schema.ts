import { ADVISED } from '../market/instruments.js';
import { SIGNALS } from '../readings/catalogue.js';
import { TREND_STATES } from '../readings/symbol/trend.js';
import { LAST_PRIORITY, REVIEWS } from './policy-document.js';

const bps = (minimum: number, description: string) => ({
  type: 'integer',
  minimum,
  maximum: 10000,
  description,
});
const whole = (description: string, maximum = 2520) => ({
  type: 'integer',
  minimum: 1,
  maximum,
  description,
});
const percent = (description: string) => ({
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 100,
  description,
});
const text = (description: string) => ({ type: 'string', minLength: 1, maxLength: 2000, description });
const slug = (description: string) => ({
  type: 'string',
  title: 'a small letter, then at most 59 small letters, digits and hyphens',
  pattern: '^[a-z][a-z0-9-]{0,59}$',
  description,
});

/** An object without other properties; those are required that have no default and aren't named optional. */
const record = (
  properties: Record<string, object>,
  description?: string,
  optional: readonly string[] = [],
) => ({
  type: 'object',
  ...(description === undefined ? {} : { description }),
  properties,
  required: Object.keys(properties).filter(
    (name) => !('default' in properties[name]!) && !optional.includes(name),
  ),
  additionalProperties: false,
});

const perSymbol = (schema: object, description: string) =>
  record(Object.fromEntries(ADVISED.map((symbol) => [symbol, schema])), description);

/** Exactly one of these properties is there. */
const exactlyOne = (...names: readonly string[]) => ({
  oneOf: names.map((name) => ({ description: name, required: [name] })),
});

const COMPARISONS = ['atLeast', 'over', 'under'] as const;

/** One branch a signal: its id, the symbols it may be asked about, and the values it can take. */
const signalTests = SIGNALS.map((signal) => {
  const { values } = signal;
  const numeric = 'unit' in values;
  const comparison = numeric
    ? Object.fromEntries(
        COMPARISONS.map((name) => [name, { type: 'number', description: `In ${values.unit}` }]),
      )
    : { in: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: Object.keys(values) } } };
  return {
    if: { properties: { signal: { const: signal.id } } },
    then: {
      ...record(
        {
          signal: { const: signal.id },
          ...(signal.symbols ? { symbol: { enum: signal.symbols } } : {}),
          ...comparison,
        },
        signal.meaning,
        COMPARISONS,
      ),
      ...(numeric ? exactlyOne(...COMPARISONS) : {}),
    },
  };
});

/** What a test may have besides its signal. */
const TEST_FIELDS = ['symbol', 'in', ...COMPARISONS];

const signalId = { enum: SIGNALS.map(({ id }) => id), description: 'Id of a signal' };

const test = {
  type: 'object',
  description: 'A test of one catalogued signal',
  if: { properties: { signal: signalId }, required: ['signal'] },
  then: { allOf: signalTests },
  // Without the signal there is no saying what the rest must be.
  else: record(
    { signal: signalId, ...Object.fromEntries(TEST_FIELDS.map((name) => [name, {}])) },
    undefined,
    TEST_FIELDS,
  ),
};

interface Choice {
  /** What tells it from the others, in words. */
  readonly says: string;
  /** It is meant where one of these properties is there. */
  readonly fields: readonly string[];
  readonly schema: object;
}

/** One of several objects; a fault is told of the one that was meant and of no other. */
const choice = (description: string, ...choices: readonly Choice[]) => {
  const isMeant = choices.map(({ says, fields }) => ({
    description: says,
    anyOf: fields.map((field) => ({ required: [field] })),
  }));
  return {
    type: 'object',
    description,
    oneOf: isMeant,
    if: { oneOf: isMeant },
    then: { allOf: choices.map(({ schema }, i) => ({ if: isMeant[i], then: schema })) },
  };
};

const MOVE = {
  type: 'integer',
  minimum: -10000,
  maximum: 10000,
  description: 'Basis points added or, under 0, taken away',
};
const CONDITION = { $ref: '#/$defs/condition' };
const conditions = { type: 'array', minItems: 1, maxItems: 30, items: CONDITION };

const symbols = (description: string) => ({
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: { enum: ADVISED },
  description,
});

const exposureByRegime = record(
  {
    levelsBps: record(
      Object.fromEntries(TREND_STATES.map((state) => [state, bps(0, 'Share of the ceiling held')])),
      "Share of the risk profile's ceiling to hold in each market regime",
    ),
    downCloses: whole('Lower closes in a row before exposure falls', 60),
    upCloses: whole('Higher closes in a row before exposure rises', 60),
  },
  'The market regime decides, at every close',
);

const exposureByRules = record(
  {
    review: { enum: REVIEWS, description: 'Looked at on every close, or on the last of a week or month' },
    rules: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      description: 'The first that holds at a review sets the level',
      items: record({
        id: slug('Stable id of the step'),
        when: CONDITION,
        levelBps: bps(0, "Share of the risk profile's ceiling to hold"),
        reason: text('Why, in words a client can read'),
        reference: text('Where the idea comes from'),
      }),
    },
    otherwiseBps: bps(0, 'Share of the ceiling to hold while none of them holds'),
  },
  'Conditions decide, at reviews',
);

/** JSON Schema (draft 2020-12) of a policy document, made from the signal catalogue. */
export const POLICY_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Allocation policy',
  ...record({
    schemaVersion: { const: 1 },
    name: text('What the policy is called'),
    description: text('What it does, in a sentence or two'),
    evidence: { type: 'array', maxItems: 50, items: text('What is known of how such a policy has done') },
    parameters: record(
      {
        movingAverages: record({
          slopeSessions: whole('Sessions back against which an average rises or falls'),
        }),
        macd: record({
          fast: whole('Period of the fast average', 250),
          slow: whole('Period of the slow average', 250),
          signal: whole('Period of the signal line', 250),
          settledBars: whole('Bars under which MACD is flagged unsettled'),
        }),
        rsi: record({
          period: whole('Period', 250),
          overbought: percent('Over this it is overbought'),
          oversold: percent('Under this it is oversold'),
        }),
        highs: record({ yearSessions: whole('Sessions in the 52-week high') }),
        trend: record({ nearHighPct: percent('Per cent from the 52-week high that counts as near') }),
        base: record({
          swingSessions: whole('Sessions either side that a swing-high close is the highest of', 120),
          maxSessions: whole('Sessions after which a base is too old'),
          long: record({
            weeks: whole('Least weeks of the long form', 260),
            depthPct: percent('Most depth'),
          }),
          flat: record({
            weeks: whole('Least weeks of the flat form', 260),
            depthPct: percent('Most depth'),
          }),
          testPct: percent('Per cent under resistance that a close tests it'),
          testGapSessions: whole('Sessions that tests lie apart at least', 120),
          falseSessions: whole('Sessions within which a breakout that fails is false', 120),
        }),
        tightFlag: record({
          poleSessions: whole('Most sessions of the pole', 120),
          endedFrom: whole('Least sessions since the pole ended', 120),
          endedTo: whole('Most sessions since the pole ended', 120),
          minPolePct: percent('Least gain of the pole'),
          flagCloses: whole('Closes of the flag', 120),
          maxSpanAtr: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Most span of the closes, in ATR 14',
          },
          maxUnderAveragePct: percent('Most that the close may be under its 10-DMA'),
        }),
        downtrendLine: record({
          sessions: whole('Sessions in which the highest swing high is looked for'),
          minApart: whole('Sessions that the two swing highs lie apart at least', 120),
        }),
        roleReversal: record({ touchPct: percent('How near a bar must come to a level to touch it') }),
        fibExtension: record({ minDepthPct: percent('Least depth of a drawdown that is extended') }),
        marketRegime: record({ settleCloses: whole('Closes in a row that settle the regime', 60) }),
        relativeStrength: record({
          averageSessions: whole('Sessions in the average of the line', 500),
          turnSessions: whole('Sessions in which its trough and peak are looked for'),
        }),
        rotation: record({
          sessions: whole('Sessions over which returns are compared', 252),
          riskOffUnderAverage: whole(
            'Of the four, so many under their 50-DMA make a falling market risk-off',
            4,
          ),
          settleCloses: whole('Closes in a row that settle the rotation', 60),
        }),
        fed: record({
          holdAfterDays: whole('Days without a change after which the Fed is holding', 365),
          biasBps: whole('Basis points between the 2-year yield and the funds rate that make a bias', 500),
        }),
        rates: record({
          averageObservations: whole('Observations in the average of yields and the dollar', 500),
          changeObservations: whole('Observations over which their change is taken', 500),
          steepeningObservations: whole('Observations over which the curve counts as steepening', 500),
          inversionObservations: whole('Observations for which an inversion is remembered'),
        }),
        inflation: record({
          targetPct: percent("The Fed's target"),
          trendMonths: whole('Months back against which the 12-month rate is compared', 24),
        }),
        labour: record({
          sahmTrigger: percent('Percentage points at which the Sahm indicator triggers'),
          claimsAverageWeeks: whole('Weeks in the average of initial claims', 52),
          claimsLowWeeks: whole('Weeks in which the low of that average is looked for', 104),
        }),
        credit: record({
          changeObservations: whole("Observations over which the spread's change is taken", 500),
        }),
        recessionRisk: record({
          sahm: record({
            points: percent('Most points of the part'),
            fullAt: percent('Sahm indicator that scores them'),
          }),
          probit: record({
            points: percent('Most points of the part'),
            fullAtPct: percent('Probability that scores them'),
            observations: whole('Observations in the average spread', 252),
          }),
          claims: record({
            points: percent('Most points of the part'),
            fullAtPct: percent('Per cent over their low that scores them'),
          }),
          credit: record({
            points: percent('Most points of the part'),
            fromPct: percent('Spread from which it scores'),
            fullAtPct: percent('Spread that scores them all'),
          }),
          cuttingConstructiveUnder: percent('Score under which a Fed that cuts is constructive'),
          cuttingRestrictiveFrom: percent('Score from which a Fed that cuts is restrictive'),
        }),
        breadth: record({
          healthyPct: percent('Per cent of members over their average, above which breadth is healthy'),
          weakPct: percent('Per cent under which a recovery begins'),
          recoveryObservations: whole('Observations within which a recovery happens', 252),
          rememberedObservations: whole('Observations for which a recovery counts', 252),
          thrust: record({
            averageObservations: whole('Period of the exponential average', 60),
            from: percent('Share under which a thrust begins'),
            to: percent('Share over which it is complete'),
            withinObservations: whole('Observations within which it happens', 60),
          }),
        }),
      },
      'Every figure that a reading depends on',
    ),
    baselineBps: perSymbol(bps(0, 'Basis points of the sleeve'), 'The split before any tilt; sums to 10000'),
    exposure: choice(
      'How much equity is held: a level for each market regime, or of the first rule that holds',
      {
        says: 'levelsBps (with downCloses and upCloses)',
        fields: Object.keys(exposureByRegime.properties),
        schema: exposureByRegime,
      },
      {
        says: 'rules (with review and otherwiseBps)',
        fields: Object.keys(exposureByRules.properties),
        schema: exposureByRules,
      },
    ),
    tilts: record({
      enabled: { type: 'boolean', description: 'Switches all tilts on or off' },
      maxPositiveBps: bps(0, 'Positive moves that add up to more are cut, by priority and then pro rata'),
      onCloses: whole('Closes in a row a condition must have held to switch a tilt on', 60),
      offCloses: whole('Closes in a row it must have failed to switch it off', 60),
      rules: {
        type: 'array',
        maxItems: 100,
        items: record(
          {
            id: slug('Stable id of the rule'),
            priority: {
              type: 'integer',
              minimum: 1,
              maximum: LAST_PRIORITY,
              default: LAST_PRIORITY,
              description:
                'Who is served first, 1 before 2, once the positive moves exceed maxPositiveBps; equal ones are scaled down pro rata',
            },
            when: CONDITION,
            moves: {
              type: 'object',
              description: 'Basis points of the sleeve by symbol; they sum to zero',
              properties: Object.fromEntries(ADVISED.map((symbol) => [symbol, MOVE])),
              additionalProperties: false,
              minProperties: 2,
            },
            reason: text('Why, in words a client can read'),
            reference: text('Where the idea comes from'),
          },
          'A tilt',
          ['priority'],
        ),
      },
    }),
    brakes: {
      type: 'array',
      maxItems: 50,
      items: record({
        id: slug('Stable id of the brake'),
        when: CONDITION,
        effect: {
          type: 'object',
          description: 'What the brake does',
          properties: {
            removeTiltsToward: symbols('Tilts that add to one of these symbols do not count'),
            voidRules: {
              type: 'array',
              minItems: 1,
              uniqueItems: true,
              items: slug('Id of a tilt'),
              description: 'These tilts do not count',
            },
            capAtBaseline: symbols('These symbols hold no more of the sleeve than their baseline'),
          },
          additionalProperties: false,
          ...exactlyOne('removeTiltsToward', 'voidRules', 'capAtBaseline'),
        },
        reason: text('Why, in words a client can read'),
      }),
    },
    boundsBps: perSymbol(
      record({ min: bps(0, 'Least of the sleeve'), max: bps(0, 'Most of the sleeve') }),
      'Least and most of each symbol in the sleeve',
    ),
    riskProfiles: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: record({
        id: slug('What accounts name'),
        name: text('What people call it'),
        floorBps: bps(0, 'Least equity, of advised value'),
        ceilingBps: bps(0, 'Most equity, of advised value'),
      }),
    },
    drift: record({
      minBps: bps(0, 'No trade for less than this'),
      maxBps: bps(0, 'Always a trade for this'),
      ofTargetPct: percent('Per cent of the target between the two'),
      to: {
        enum: ['target', 'band-edge'],
        default: 'target',
        description: "Where a trade goes: to the target, or only to the band's edge",
      },
    }),
    cashNeedDays: {
      ...whole('Calendar days ahead for which withdrawals are held in cash', 365),
      default: 90,
    },
    nearPct: percent('A rule is near when a close within so many per cent flips it'),
    staleSessions: whole('Sessions that prices may lag before the advice is frozen', 60),
  }),
  $defs: {
    condition: choice(
      'A condition: others under all, any or not, or a test of a signal',
      {
        says: 'all',
        fields: ['all'],
        schema: record({ all: conditions }, 'All of these hold'),
      },
      {
        says: 'any',
        fields: ['any'],
        schema: record({ any: conditions }, 'At least one of these holds'),
      },
      {
        says: 'not',
        fields: ['not'],
        schema: record({ not: CONDITION }, 'This does not hold'),
      },
      { says: 'signal', fields: ['signal', ...TEST_FIELDS], schema: test },
    ),
  },
} as const;
