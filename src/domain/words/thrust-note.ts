/** Told wherever a last thrust is: none of the published lists is the authority on them. */
export const THRUST_NOTE =
  "Thrusts are computed on this installation's NYSE advances and declines; published lists differ in places (March 2023 is not on all of them).";
