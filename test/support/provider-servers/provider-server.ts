import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProviderRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  /** Milliseconds since the server started. */
  readonly at: number;
}

export interface ProviderReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

/** Takes over one request: what a provider does on a bad day. */
export type Misbehaviour = (
  response: ServerResponse,
  usual: () => ProviderReply,
  request: ProviderRequest,
) => void | Promise<void>;

function send(response: ServerResponse, { status = 200, headers = {}, body }: ProviderReply): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** A provider on this machine. Answers in the documented format until it is told to misbehave. */
export abstract class ProviderServer {
  readonly requests: ProviderRequest[] = [];
  private readonly server: Server;
  private readonly started = performance.now();
  private misbehaviours: Misbehaviour[] = [];
  private forGood: Misbehaviour | undefined;

  constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  /** What a good request is answered with. */
  protected abstract reply(request: ProviderRequest): ProviderReply;

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next requests go wrong, one behaviour each; later ones are answered as usual. */
  misbehaveOnce(...behaviours: Misbehaviour[]): void {
    this.misbehaviours.push(...behaviours);
  }

  /** Every request goes wrong, until `behave`. */
  misbehave(behaviour: Misbehaviour): void {
    this.forGood = behaviour;
  }

  behave(): void {
    this.misbehaviours = [];
    this.forGood = undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://local');
    const request: ProviderRequest = {
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      authorization: message.headers.authorization,
      at: performance.now() - this.started,
    };
    this.requests.push(request);
    const behaviour = this.misbehaviours.shift() ?? this.forGood;
    if (behaviour) await behaviour(response, () => this.reply(request), request);
    else send(response, this.reply(request));
  }
}

export const answering =
  (reply: ProviderReply): Misbehaviour =>
  (response) => {
    send(response, reply);
  };

/** As usual, with the body changed. */
export const altering =
  (change: (body: unknown) => unknown): Misbehaviour =>
  (response, usual) => {
    const reply = usual();
    send(response, { ...reply, body: change(reply.body) });
  };

/** Nothing at all for a while. */
export const slowHeaders =
  (ms: number): Misbehaviour =>
  async (response, usual) => {
    await sleep(ms);
    if (!response.destroyed) send(response, usual());
  };

/** A byte at a time, so that no silence is long. */
export const slowBody =
  (everyMs: number): Misbehaviour =>
  async (response, usual) => {
    const text = JSON.stringify(usual().body);
    response.writeHead(200, { 'content-type': 'application/json' });
    for (const character of text) {
      if (response.destroyed) return;
      response.write(character);
      await sleep(everyMs);
    }
    response.end();
  };

/** Half of the announced body, then the connection breaks. */
export const halfBody: Misbehaviour = async (response, usual) => {
  const text = JSON.stringify(usual().body);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.write(text.slice(0, Math.floor(text.length / 2)));
  await sleep(20);
  response.destroy();
};

/** Half of the body as if it were all of it. */
export const halfBodyWithoutWord: Misbehaviour = (response, usual) => {
  const text = JSON.stringify(usual().body);
  send(response, { body: text.slice(0, Math.floor(text.length / 2)) });
};

/** The connection breaks before a word is said. */
export const hangUp: Misbehaviour = (response) => {
  response.destroy();
};

export const HTML =
  '<!doctype html><html><head><title>Checking your browser</title></head><body><script>work()</script></body></html>';

/** What Stooq has answered programs with since July 2026: a page to work through, with status 200. */
export const htmlInsteadOfJson: Misbehaviour = answering({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: HTML,
});

/** The same, calling itself JSON. */
export const htmlCallingItselfJson: Misbehaviour = answering({ body: HTML });
