/** The groups of the API, in the order the documentation shows them. Every route is in exactly one. */
export const TAGS = {
  Recommendations: 'How an account should be split between IWM, MDY, SPY and QQQ, and why.',
  Runs: 'The whole book advised at once, and what a policy version would change across it.',
  'Market regime': 'What the prices of a session say: trend, rotation and the readings of each symbol.',
  Macro: 'The Fed, yields, the dollar, inflation and labour, as known at an instant.',
  Pages: 'Pictures and pages for people, and the links that open them in a browser.',
  Accounts: 'Client accounts with their positions, risk profile and bounds.',
  Clients: 'The people that accounts belong to, and their households.',
  Policies: 'The versioned documents that turn readings into target weights, and what each rule means.',
  'Market data': 'Stored price bars, their import and their quality.',
  Firm: 'The firm: name, disclosures and default policy.',
  'API keys': "The firm's keys and their scopes.",
  Health: 'For load balancers and supervisors; no key needed.',
} as const;
