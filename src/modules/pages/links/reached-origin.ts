import { HttpProblem } from '../../../platform/http/problem.js';

/** How a caller reached the service, by its own words. */
export interface Reached {
  readonly protocol: string;
  readonly host: string;
}

const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** What a URL of this service begins with for that caller. Throws 400 `malformed-host`. */
export function reachedOrigin({ protocol, host }: Reached): string {
  const url = `${protocol}://${host}`;
  if (HOST.test(host) && URL.canParse(url)) return new URL(url).origin;
  throw new HttpProblem(
    400,
    'malformed-host',
    'The Host header is not a host with an optional port, so that no link can begin with it.',
  );
}
