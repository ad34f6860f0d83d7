export const FED_BIASES = {
  dovish: 'the 2-year yield is more than 25 bp under the funds rate: easing is priced',
  neutral: 'the 2-year yield is within 25 bp of the funds rate',
  hawkish: 'the 2-year yield is more than 25 bp over the funds rate: tightening is priced',
} as const;
export type FedBias = keyof typeof FED_BIASES;
