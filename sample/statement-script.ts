/**
 * What the invented Committee says in each part of the sample's story, in words of our own. `action` stands for
 * the sentence on what was decided.
 */
const PHASES = {
  support: [
    'Households and businesses recover, but growth has slowed where contact with others is needed.',
    'Inflation runs below 2 percent.',
    'action',
    'It will be appropriate to maintain the target range until employment is full again.',
    'The Fed will increase its holdings of securities month by month.',
  ],
  windingDown: [
    'Economic activity has picked up, and job gains have been solid.',
    'Inflation is elevated, for reasons that are held to be transitory.',
    'action',
    'It will be appropriate to maintain the target range until employment is full again.',
    'The Fed will reduce the monthly pace of its purchases.',
  ],
  raising: [
    'Job gains have been robust.',
    'Inflation is elevated, and the Committee is attentive to inflation risks.',
    'action',
    'Further increases in the target range are expected.',
    'The Fed is reducing its holdings of securities.',
  ],
  lastRaises: [
    'Job gains have been solid.',
    'Inflation remains elevated.',
    'action',
    'Some additional firming may be called for.',
    'The Fed is reducing its holdings of securities.',
  ],
  holding: [
    'Economic activity grows moderately, and job gains have slowed.',
    'Inflation has eased but remains elevated.',
    'action',
    'The Committee will weigh whether any additional firming is called for.',
    'The Fed is reducing its holdings of securities.',
  ],
  waiting: [
    'Job gains have slowed but remain solid.',
    'Inflation has eased but remains elevated.',
    'action',
    'The Committee is in no hurry either way.',
    'The Fed is reducing its holdings of securities.',
  ],
  turning: [
    'Labor market conditions have eased.',
    'The Committee has gained greater confidence that inflation goes back to 2 percent.',
    'action',
    'It may soon be appropriate to lower the target range.',
    'The Fed is reducing its holdings of securities.',
  ],
  cutting: [
    'Economic activity grows at a solid pace, and labor market conditions have eased.',
    'The Committee has gained greater confidence that inflation goes back to 2 percent.',
    'action',
    'Further steps depend on what the figures say.',
    'The Fed is reducing its holdings of securities.',
  ],
} as const;
export type StatementPhase = keyof typeof PHASES;

export const phaseSentences = (phase: StatementPhase): readonly string[] => PHASES[phase];

/** The days on which the invented Committee says something; a change of the target range is dated the day after. */
export const STATEMENT_SCRIPT: readonly (readonly [phase: StatementPhase, dates: readonly string[]])[] = [
  ['support', ['2021-02-03', '2021-03-24', '2021-05-05', '2021-06-23']],
  ['windingDown', ['2021-08-04', '2021-09-29', '2021-11-10', '2021-12-22']],
  [
    'raising',
    [
      '2022-02-09',
      '2022-03-23',
      '2022-05-11',
      '2022-06-22',
      '2022-08-03',
      '2022-09-28',
      '2022-11-09',
      '2022-12-21',
      '2023-02-08',
    ],
  ],
  ['lastRaises', ['2023-03-29', '2023-05-10']],
  ['holding', ['2023-06-21', '2023-08-02', '2023-09-27', '2023-11-08', '2023-12-20']],
  ['waiting', ['2024-02-07', '2024-03-27', '2024-05-08', '2024-06-26']],
  ['turning', ['2024-08-07']],
  ['cutting', ['2024-09-11', '2024-10-30']],
];
