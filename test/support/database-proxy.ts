import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a database that a test can cut and restore, as a network or a crashed server would. */
export interface DatabaseProxy {
  readonly url: string;
  /** Breaks all connections; new ones are refused at once. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

export async function startDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const { host, port } = addressOf(target);
  const sockets = new Set<Socket>();
  const server = createServer((inbound) => {
    const outbound = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [from, to] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port: own } = server.address() as AddressInfo;

  const url = new URL(target);
  url.host = `127.0.0.1:${own}`;
  url.searchParams.delete('host');
  return {
    url: url.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    restore: () => listen(own),
  };
}

function addressOf(target: string): { host: string; port: number } {
  const url = new URL(target);
  return { host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port || 5432) };
}
