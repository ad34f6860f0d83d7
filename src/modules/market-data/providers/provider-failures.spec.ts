import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FredServer } from '../../../../test/support/provider-servers/fred-server.js';
import { MassiveServer } from '../../../../test/support/provider-servers/massive-server.js';
import {
  altering,
  answering,
  halfBody,
  halfBodyWithoutWord,
  hangUp,
  htmlCallingItselfJson,
  htmlInsteadOfJson,
  type Misbehaviour,
  type ProviderServer,
  slowBody,
  slowHeaders,
} from '../../../../test/support/provider-servers/provider-server.js';
import { NO_RATE, TEST_LIMITS } from '../../../../test/support/provider-servers/test-limits.js';
import { TiingoServer } from '../../../../test/support/provider-servers/tiingo-server.js';
import { FixedClock } from '../../../platform/clock/clock.js';
import { FredProvider } from './fred/fred.provider.js';
import type { HttpLimits, RequestRate } from './http/http-limits.js';
import { ProviderFailure, type ProviderFailureCode } from './live-provider.port.js';
import { MassiveProvider } from './massive/massive.provider.js';
import { TiingoProvider } from './tiingo/tiingo.provider.js';

const CLOCK = new FixedClock(new Date('2026-11-20T22:00:00.000Z'));
const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20'].map((date, i) => ({
  date,
  open: 600 + i,
  high: 603 + i,
  low: 598 + i,
  close: 601 + i,
  volume: 1_000_000 + i,
}));

interface Case<Server extends ProviderServer> {
  readonly key: string;
  readonly server: Server;
  readonly asking: (limits: Partial<HttpLimits>, rate: RequestRate) => () => Promise<unknown>;
  /** The name of the list of rows in an answer; none where the answer is the list. */
  readonly rows: string | undefined;
  readonly errorObject: object;
  /** A change of a row that breaks the documented type of one of its fields. */
  readonly retyped: (row: Record<string, unknown>) => void;
}

const tiingo = new TiingoServer();
tiingo.days.set('SPY', DAYS);
const massive = new MassiveServer();
massive.days.set('SPY', DAYS);
const fred = new FredServer();
fred.series.set(
  'UNRATE',
  ['2026-08-01', '2026-09-01', '2026-10-01'].map((date, i) => ({
    date,
    realtimeStart: `2026-${String(9 + i).padStart(2, '0')}-04`,
    value: 4 + i / 10,
  })),
);

const CASES: Readonly<Record<string, Case<ProviderServer>>> = {
  tiingo: {
    key: 'tiingo-test-key',
    server: tiingo,
    asking: (limits, rate) => {
      const shared = { rate, limits: { ...TEST_LIMITS, ...limits } };
      const provider = new TiingoProvider(
        { apiKey: 'tiingo-test-key', baseUrl: tiingo.url, ...shared },
        CLOCK,
      );
      return () => provider.bars('SPY', '2026-11-18', '2026-11-20');
    },
    rows: undefined,
    errorObject: { detail: 'Error: something went wrong' },
    retyped: (row) => {
      row.close = '601.25';
    },
  },
  massive: {
    key: 'massive-test-key',
    server: massive,
    asking: (limits, rate) => {
      const shared = { rate, limits: { ...TEST_LIMITS, ...limits } };
      const provider = new MassiveProvider(
        { apiKey: 'massive-test-key', baseUrl: massive.url, ...shared },
        CLOCK,
      );
      return () => provider.bars('SPY', '2026-11-18', '2026-11-20');
    },
    rows: 'results',
    errorObject: { status: 'ERROR', request_id: 'x', error: 'something went wrong' },
    retyped: (row) => {
      row.c = '601.25';
    },
  },
  fred: {
    key: '0123456789abcdef0123456789abcdef',
    server: fred,
    asking: (limits, rate) => {
      const shared = { rate, limits: { ...TEST_LIMITS, ...limits } };
      const provider = new FredProvider(
        { apiKey: '0123456789abcdef0123456789abcdef', baseUrl: fred.url, ...shared },
        CLOCK,
      );
      return () => provider.vintages('UNRATE');
    },
    rows: 'observations',
    errorObject: { error_code: 500, error_message: 'something went wrong' },
    // FRED's values are texts by its documents, so here a number is what isn't expected.
    retyped: (row) => {
      row.value = 4.1;
    },
  },
};

async function failureOf(ask: () => Promise<unknown>): Promise<ProviderFailure> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    throw error;
  }
  throw new Error('It answered');
}

describe.each(Object.entries(CASES))('%s, when it fails', (name, { key, server, asking, ...shape }) => {
  const ask = (limits: Partial<HttpLimits> = {}) => asking(limits, NO_RATE);
  const refusing = (status: number, headers: Readonly<Record<string, string>> = {}): Misbehaviour =>
    answering({ status, headers, body: { detail: 'no', error_message: 'no', error: 'no' } });
  const changingRows = (change: (rows: Record<string, unknown>[]) => unknown): Misbehaviour =>
    altering((body) => {
      const list: unknown = shape.rows === undefined ? body : Reflect.get(Object(body), shape.rows);
      if (!Array.isArray(list)) return body;
      const changed = change(list as Record<string, unknown>[]);
      return shape.rows === undefined ? changed : { ...(body as object), [shape.rows]: changed };
    });

  beforeAll(() => server.listen());
  afterAll(() => server.close());
  afterEach(() => {
    server.behave();
    server.requests.length = 0;
  });

  const once: readonly [string, Misbehaviour, ProviderFailureCode][] = [
    ['400', refusing(400), 'bad-request'],
    ['401', refusing(401), 'unauthorized'],
    ['403', refusing(403), 'forbidden'],
    ['404', refusing(404), 'not-found'],
    [
      'a symbol that moved, as a redirect',
      answering({ status: 301, headers: { location: '/new/name?key=1' }, body: '' }),
      'moved',
    ],
    ['HTML with status 200, as Stooq does', htmlInsteadOfJson, 'unexpected-content-type'],
    [
      'CSV instead of JSON',
      answering({ headers: { 'content-type': 'text/csv' }, body: 'date,close\n' }),
      'unexpected-content-type',
    ],
    [
      'an oversized body',
      answering({ body: { padding: 'x'.repeat(TEST_LIMITS.maxBytes) } }),
      'oversized-body',
    ],
    [
      'an oversized body that is small until it is unpacked',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(gzipSync(JSON.stringify('x'.repeat(10 * TEST_LIMITS.maxBytes))));
      },
      'oversized-body',
    ],
    ['an error object with status 200', answering({ body: shape.errorObject }), 'error-answer'],
    ['a list of something else', changingRows(() => [1, 2]), 'malformed-answer'],
    [
      'a number of the wrong type',
      changingRows((rows) => rows.map((row) => ({ ...row, ...retype(row) }))),
      'malformed-answer',
    ],
    ['rows out of order', changingRows((rows) => [...rows].reverse()), 'unordered-rows'],
    ['a row twice', changingRows((rows) => rows.flatMap((row) => [row, row])), 'duplicate-rows'],
    [
      'a date that does not exist',
      changingRows((rows) =>
        rows.map((row) => ({ ...row, ...('t' in row ? { t: 1.5 } : { date: '2026-02-30' }) })),
      ),
      'malformed-answer',
    ],
  ];

  function retype(row: Record<string, unknown>): Record<string, unknown> {
    const copy = { ...row };
    shape.retyped(copy);
    return copy;
  }

  it.each(once)('gives up at once on %s', async (_what, behaviour, code) => {
    server.misbehave(behaviour);
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ provider: name, code });
    const paths = server.requests.map(({ path, query }) => `${path} ${query.offset ?? ''}`);
    expect(new Set(paths).size).toBe(paths.length);
  });

  const again: readonly [string, Misbehaviour, ProviderFailureCode][] = [
    ['500', refusing(500), 'server-error'],
    ['503', refusing(503), 'server-error'],
    ['429 without Retry-After', refusing(429), 'rate-limited'],
    ['headers that are late', slowHeaders(500), 'timeout'],
    ['a body that trickles', slowBody(20), 'timeout'],
    ['a body cut in half', halfBody, 'truncated-body'],
    ['half a body as if it were all', halfBodyWithoutWord, 'malformed-json'],
    ['HTML that calls itself JSON', htmlCallingItselfJson, 'malformed-json'],
    ['a connection that breaks', hangUp, 'unreachable'],
  ];

  it.each(again)('tries again on %s, and then gives up', async (_what, behaviour, code) => {
    server.misbehave(behaviour);
    expect(await failureOf(ask())).toMatchObject({ provider: name, code });
    expect(server.requests).toHaveLength(TEST_LIMITS.attempts);
  });

  it.each(again)('answers in full where %s was for once', async (_what, behaviour) => {
    const usual = await ask()();
    server.misbehaveOnce(behaviour);
    expect(await ask()()).toEqual(usual);
  });

  it('waits as long as Retry-After asks, however soon it would have tried again', async () => {
    server.misbehaveOnce(refusing(429, { 'retry-after': '1' }));
    await ask()();
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  it("takes Retry-After as a date by the service's clock", async () => {
    server.misbehaveOnce(refusing(503, { 'retry-after': 'Fri, 20 Nov 2026 22:00:01 GMT' }));
    await ask()();
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  it('gives up at once where it is to wait for longer than its patience, and says how long', async () => {
    const patient = ask();
    server.misbehave(refusing(429, { 'retry-after': '120' }));
    expect(await failureOf(patient)).toMatchObject({ code: 'rate-limited', retryAfterMs: 120_000 });
    expect(server.requests).toHaveLength(1);
    // The next call knows without asking.
    server.behave();
    expect(await failureOf(patient)).toMatchObject({ code: 'rate-limited' });
    expect(server.requests).toHaveLength(1);
  });

  it('sends no more than its rate allows', async () => {
    const ten = asking({ patienceMs: 100 }, { requests: 1, seconds: 60 });
    server.misbehave(refusing(404));
    expect(await failureOf(ten)).toMatchObject({ code: 'not-found' });
    const failure = await failureOf(ten);
    expect(failure.code).toBe('rate-limited');
    expect(failure.retryAfterMs).toBeGreaterThan(58_000);
    expect(server.requests).toHaveLength(1);
  });

  it('waits for its rate where that is within its patience', async () => {
    const ask2 = asking({}, { requests: 1, seconds: 1 });
    server.misbehave(refusing(404));
    await failureOf(ask2);
    await failureOf(ask2);
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(900);
  });

  it('is left alone after failures in a row, and tried again later', async () => {
    const guarded = ask({ attempts: 1, failuresToOpen: 3, openMs: 200 });
    server.misbehave(refusing(500));
    for (let i = 0; i < 3; i++) expect(await failureOf(guarded)).toMatchObject({ code: 'server-error' });
    expect(await failureOf(guarded)).toMatchObject({ code: 'circuit-open' });
    expect(server.requests).toHaveLength(3);
    server.behave();
    await new Promise((resolve) => setTimeout(resolve, 250));
    await expect(guarded()).resolves.toBeDefined();
  });

  it('is not left alone for refusing what it does not have', async () => {
    const guarded = ask({ attempts: 1, failuresToOpen: 2 });
    server.misbehave(refusing(404));
    for (let i = 0; i < 4; i++) expect(await failureOf(guarded)).toMatchObject({ code: 'not-found' });
  });

  it('never tells its key, whatever went wrong', async () => {
    const echoing = answering({
      status: 403,
      body: {
        detail: `key ${key} refused`,
        error_message: `key ${key} refused`,
        error: `key ${key} refused`,
      },
    });
    const location = answering({ status: 302, headers: { location: `/elsewhere?api_key=${key}` }, body: '' });
    for (const behaviour of [echoing, location, ...[...once, ...again].map(([, one]) => one)]) {
      server.misbehave(behaviour);
      const failure = await failureOf(ask({ attempts: 1 }));
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(key);
      expect(failure.stack).not.toContain(key);
      expect(failure.cause).toBeUndefined();
    }
  });
});

describe('a provider that is not there', () => {
  it('fails as unreachable', async () => {
    const options = { apiKey: 'tiingo-test-key', rate: NO_RATE, limits: TEST_LIMITS };
    const provider = new TiingoProvider({ ...options, baseUrl: 'http://127.0.0.1:9' }, CLOCK);
    expect(await failureOf(() => provider.bars('SPY', '2026-11-18', '2026-11-20'))).toMatchObject({
      code: 'unreachable',
    });
  });
});
