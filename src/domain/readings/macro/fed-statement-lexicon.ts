/** What a sentence of a statement may be about. */
export const STATEMENT_TOPICS = {
  guidance: 'where the target range is going',
  action: 'what was decided on it',
  'balance-sheet': "the Fed's holdings and purchases of securities",
  inflation: 'inflation and the progress towards the target',
  labour: 'jobs and unemployment',
  growth: 'economic activity',
  risks: 'the balance of risks',
} as const;
export type StatementTopic = keyof typeof STATEMENT_TOPICS;

export const LEANS = {
  hawkish: 'towards tighter policy',
  dovish: 'towards easier policy',
} as const;
export type Lean = keyof typeof LEANS;

/** A row of the table that statements are read by. */
export interface Phrase {
  readonly topic: StatementTopic;
  readonly lean: Lean;
  /** What a sentence with it adds to the score, or takes from it. */
  readonly weight: 1 | 2;
  /** What a sentence with it says. */
  readonly meaning: string;
  /** Looked for in the plain form of a sentence. */
  readonly pattern: RegExp;
}

/** From this score on, either side of nothing, a statement isn't neutral: more than one sentence that weighs 2. */
export const LEANING_SCORE = 3;

/** Calendar days after which the last statement is too old to be read: scheduled ones lie at most 8 weeks apart. */
export const STATEMENT_STALE_AFTER_DAYS = 70;

/** Words that turn what follows them, within NEGATION_REACH words and before a comma, into its opposite. */
export const NEGATION = /\b(not|no|never|neither|nor|without|lack of|less|unlikely|no longer)\b/;
export const NEGATION_REACH = 6;

/** What follows these, up to the next comma, is a condition: nothing in it is said to be so. */
export const CONDITION = /\b(until|unless|if)\b[^,;]*/g;

/** The votes and what comes after them. */
export const END_MATTER = /^voting (for|against)\b/;
/** Sentences about the publication, wherever they stand. */
export const BOILERPLATE =
  /^(implementation note|for (media inquiries|release at|immediate release)|decisions regarding monetary policy implementation)\b/;

/**
 * Our own table, of wording that the Committee has used for decades, each row one thing a statement may say.
 * Of the rows of one topic and lean, the first that a sentence has counts.
 */
export const PHRASES: readonly Phrase[] = [
  {
    topic: 'guidance',
    lean: 'hawkish',
    weight: 1,
    meaning: 'further increases have become a mere possibility',
    pattern: /\bany (additional|further) (policy )?(firming|increases)\b/,
  },
  {
    topic: 'guidance',
    lean: 'hawkish',
    weight: 2,
    meaning: 'further increases are expected or weighed',
    pattern:
      /\b(ongoing|further|additional|future|gradual|continued) (gradual )?increases in (the|its) (target|federal funds)\b|\b(additional|further|some|appropriate) (policy )?firming\b|\b(appropriate|warranted) to (raise|increase) the (target|federal funds)\b/,
  },
  {
    topic: 'guidance',
    lean: 'hawkish',
    weight: 2,
    meaning: 'policy is to be restrictive',
    pattern: /\bsufficiently restrictive\b|\brestrictive (stance|policy)\b/,
  },
  {
    topic: 'guidance',
    lean: 'dovish',
    weight: 2,
    meaning: 'lower rates are expected or weighed',
    pattern:
      /\b(appropriate|warranted) to (lower|reduce|cut) the (target|federal funds)\b|\b(additional|further|future) (reductions|decreases|cuts) in (the|its) (target|federal funds)\b|\b(additional|further) (policy )?(easing|accommodation)\b/,
  },
  {
    topic: 'guidance',
    lean: 'dovish',
    weight: 2,
    meaning: 'policy is to stay easy, or the rate where it is, for long',
    pattern:
      /\b(an|highly) accommodative stance\b|\bappropriate to maintain (this|the) target range until\b|\b(extended period|considerable (period|time))\b|\bpatient\b/,
  },
  {
    topic: 'guidance',
    lean: 'dovish',
    weight: 1,
    meaning: 'support is promised, or inflation over the target wanted for a time',
    pattern: /\bfull range of tools\b|\bmoderately (above|exceed) 2 percent\b/,
  },
  {
    topic: 'action',
    lean: 'hawkish',
    weight: 2,
    meaning: 'the rate was raised',
    pattern: /\bdecided (today )?(not )?to (raise|increase) (the|its) target\b/,
  },
  {
    topic: 'action',
    lean: 'dovish',
    weight: 2,
    meaning: 'the rate was lowered',
    pattern: /\bdecided (today )?(not )?to (lower|reduce|cut) (the|its) target\b/,
  },
  {
    topic: 'balance-sheet',
    lean: 'hawkish',
    weight: 1,
    meaning: 'purchases or holdings of securities shrink',
    pattern:
      /\b(reduc(e|ing|tions? in)|moderation in|slow(ing)?|taper(ing)?) (of )?(the )?(monthly )?(pace of )?(its )?(net )?(asset )?purchases\b|\breducing (the size of )?its (holdings|securities holdings|balance sheet)\b/,
  },
  {
    topic: 'balance-sheet',
    lean: 'dovish',
    weight: 1,
    meaning: 'holdings of securities grow, or shrink more slowly',
    pattern:
      /\b(increase|increasing|expand) its (holdings|balance sheet)\b|\bwill purchase\b|\bpurchases (help|and holdings of securities will continue to) foster\b|\bslow(ing)? the pace of (the )?decline (of|in) its (securities )?holdings\b|\bslow(ing)? the pace of decline\b/,
  },
  {
    topic: 'inflation',
    lean: 'hawkish',
    weight: 1,
    meaning: 'inflation is high or rising',
    pattern:
      /\binflation\b[^.;]*\belevated\b|\belevated (levels of )?inflation\b|\binflation (has|having) (risen|picked up|increased|exceeded|moved up)\b|\binflation well above\b|\bupward pressures? on inflation\b|\bbroader price pressures\b|\bsizable price increases\b/,
  },
  {
    topic: 'inflation',
    lean: 'hawkish',
    weight: 1,
    meaning: 'bringing inflation down is put first',
    pattern: /\bcommitted to returning inflation\b/,
  },
  {
    topic: 'inflation',
    lean: 'dovish',
    weight: 1,
    meaning: 'inflation is coming down, or said to pass',
    pattern:
      /\binflation\b[^.;]*\b(eased|declined|moderated|slowed|diminished|fallen)\b|\bprogress (on inflation|toward the committee's 2 percent)\b|\bgreater confidence that inflation\b|\btransitory\b|\breduction in inflation\b/,
  },
  {
    topic: 'inflation',
    lean: 'dovish',
    weight: 1,
    meaning: 'inflation is under the target',
    pattern:
      /\binflation\b[^.;]*\b(below|under) (2 percent|this longer-run goal|its|the committee's)\b|\bholding down (consumer price )?inflation\b/,
  },
  {
    topic: 'labour',
    lean: 'hawkish',
    weight: 1,
    meaning: 'jobs are plentiful',
    pattern:
      /\b(job gains|labor market|employment)\b[^.;]*\b(solid|strong|robust|tight|strengthen(ed)?)\b|\b(strong|tight|robust) labor market\b|\bimprovement in the labor market\b|\bunemployment rate\b[^.;]*\b(declined|remain(s|ed) low)\b/,
  },
  {
    topic: 'labour',
    lean: 'dovish',
    weight: 1,
    meaning: 'the labour market cools',
    pattern:
      /\bjob gains\b[^.;]*\b(slowed|moderated|weakened)\b|\blabor market conditions\b[^.;]*\b(eased|softened|weakened|cooled)\b|\bunemployment rate\b[^.;]*\b(moved up|risen|increased|edged up)\b/,
  },
  {
    topic: 'growth',
    lean: 'hawkish',
    weight: 1,
    meaning: 'activity is strong or gathers pace',
    pattern:
      /\b(economic activity|spending|production)\b[^.;]*\bat a (solid|strong|robust) (pace|rate)\b|\beconomic activity\b[^.;]*\b(strengthen(ed)?|picked up|turned up)\b|\b(spending|investment)\b[^.;]*\bremained strong\b/,
  },
  {
    topic: 'growth',
    lean: 'dovish',
    weight: 1,
    meaning: 'activity is weak or slows',
    pattern:
      /\b(economic activity|recovery|spending|production|growth)\b[^.;]*\b(softened|weakened|slowed|moderated|moderation|edged down|contracted)\b|\bweigh(s|ing|ed)? on (global )?(economic activity|the economy)\b|\btighter (financial and )?credit conditions\b|\bremain weak\b|\bhardship\b|\bslowed their recovery\b/,
  },
  {
    topic: 'risks',
    lean: 'hawkish',
    weight: 1,
    meaning: 'inflation is the risk',
    pattern: /\battentive to inflation risks\b|\bupside risks? to inflation\b/,
  },
  {
    topic: 'risks',
    lean: 'dovish',
    weight: 1,
    meaning: 'the economy is the risk, or inflation is it less',
    pattern:
      /\bbetter balance\b|\bdownside risks?\b|\brisks to the (economic )?outlook remain\b|\bconsiderable risks\b|\b(weighted|tilted) (mainly )?(to the downside|toward conditions that may generate economic weakness)\b/,
  },
];
