/** How patiently and how often a provider is asked. Times in milliseconds. */
export interface HttpLimits {
  /** To connect, and then at most this long without a byte. */
  readonly silenceMs: number;
  /** For one attempt as a whole. */
  readonly attemptMs: number;
  /** Of a body after decompression. */
  readonly maxBytes: number;
  /** Attempts of one request, the first included. */
  readonly attempts: number;
  /** The first pause between attempts is about this long; later ones grow, with jitter, up to the other. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** The longest wait that a rate limit or a `Retry-After` may ask for before a request is given up. */
  readonly patienceMs: number;
  /** Failures in a row after which the provider is left alone, and for how long. */
  readonly failuresToOpen: number;
  readonly openMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  silenceMs: 10_000,
  attemptMs: 60_000,
  maxBytes: 32 * 1024 * 1024,
  attempts: 4,
  firstPauseMs: 500,
  longestPauseMs: 15_000,
  patienceMs: 65_000,
  failuresToOpen: 8,
  openMs: 60_000,
};

/** So many requests in any window of so many seconds. */
export interface RequestRate {
  readonly requests: number;
  readonly seconds: number;
}
