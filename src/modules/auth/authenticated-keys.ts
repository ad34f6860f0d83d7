import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller.js';

/** A key that was presented and found good, with what still has to be asked on each use. */
export interface AuthenticatedKey {
  readonly caller: Caller;
  readonly expiresAt: Date | undefined;
}

const REMEMBER_MS = 5_000;
const MOST_KEYS = 10_000;

/**
 * Remembers good keys for 5 s by the hash of what was presented, so that a busy key costs one hash a
 * request and no database. A key revoked by another process therefore works for at most 5 s more.
 */
@Injectable()
export class AuthenticatedKeys {
  private readonly keys = new LRUCache<string, AuthenticatedKey>({ max: MOST_KEYS, ttl: REMEMBER_MS });
  private revocations = 0;

  get(presentedHash: string): AuthenticatedKey | undefined {
    return this.keys.get(presentedHash);
  }

  /** What `remember` compares with, so that a key revoked while it was being read isn't remembered. */
  get generation(): number {
    return this.revocations;
  }

  remember(presentedHash: string, key: AuthenticatedKey, readAtGeneration: number): void {
    if (readAtGeneration === this.revocations) this.keys.set(presentedHash, key);
  }

  forget(firmId: string, keyId: string): void {
    this.revocations++;
    for (const [hash, { caller }] of this.keys.entries()) {
      if (caller.keyId === keyId && caller.firmId === firmId) this.keys.delete(hash);
    }
  }
}
