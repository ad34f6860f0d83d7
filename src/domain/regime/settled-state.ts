/**
 * The settled value of a daily state: the last value that held `closes` closes in a row; before the
 * first such run, the value of the oldest session that has one. `states[t]` is undefined while there
 * is not enough history. The result at `t` uses nothing after `t`.
 */
export function settle<State>(
  states: readonly (State | undefined)[],
  closes: number,
): readonly (State | undefined)[] {
  let settled: State | undefined;
  let run = 0;
  return states.map((state, t) => {
    if (state === undefined) {
      run = 0;
      return settled;
    }
    run = state === states[t - 1] ? run + 1 : 1;
    if (settled === undefined || run >= closes) settled = state;
    return settled;
  });
}
