/** The database can't answer now and is expected back: the HTTP edge answers 503 with Retry-After. */
export class DatabaseUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('The database is unavailable at the moment.', options);
    this.name = 'DatabaseUnavailable';
  }
}

const CODES = new Set([
  // Prisma: unreachable, timed out, closed by the server, no connection or transaction in time.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
  // Sockets. ENOENT is a PostgreSQL whose Unix socket is gone; see isConnecting.
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // PostgreSQL: connection exceptions, too many connections, shutting down, crashed, starting up.
  ...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03', '57P05'],
]);
const ADAPTER_KINDS = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
]);
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Cannot use a pool after calling end/;

type Fields = Partial<Record<string, unknown>>;

function isConnecting(fields: Fields): boolean {
  return fields['syscall'] === 'connect' && fields['code'] === 'ENOENT';
}

/** Whether an error of pg or Prisma, or any of its causes, says that the database is away. */
export function meansUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const fields: Fields = { ...error };
  return (
    CODES.has(String(fields['code'])) ||
    CODES.has(String(fields['originalCode'])) ||
    ADAPTER_KINDS.has(String(fields['kind'])) ||
    isConnecting(fields) ||
    (error instanceof Error && MESSAGES.test(error.message)) ||
    (error instanceof Error && meansUnavailable(error.cause)) ||
    (error instanceof AggregateError && error.errors.some(meansUnavailable)) ||
    meansUnavailable(fields['meta']) ||
    meansUnavailable(fields['driverAdapterError'])
  );
}
