import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../domain-error.js';
import {
  assertMay,
  statusOf,
  type VersionAct,
  type VersionEvent,
  type VersionEventKind,
} from './lifecycle.js';

const AUTHOR = 'author';
const events = (...kinds: VersionEventKind[]): VersionEvent[] =>
  kinds.map((kind) => ({ kind, doneBy: AUTHOR }));
const ACTS: readonly VersionAct[] = ['submitted', 'approved', 'rejected', 'activated', 'retired'];

/** What somebody else may do next. */
const allowed = (done: readonly VersionEvent[], principal = 'other'): string[] =>
  ACTS.filter((act) => {
    try {
      assertMay(act, done, principal);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') return false;
      throw error;
    }
  });

describe('a policy version', () => {
  it.each([
    [['drafted'], 'draft', ['submitted', 'retired']],
    [['drafted', 'submitted'], 'submitted', ['approved', 'rejected', 'retired']],
    [['drafted', 'submitted', 'rejected'], 'rejected', ['retired']],
    [['drafted', 'submitted', 'approved'], 'approved', ['activated', 'retired']],
    [['drafted', 'submitted', 'approved', 'activated'], 'active', ['retired']],
    [['drafted', 'submitted', 'approved', 'activated', 'retired'], 'retired', []],
    [['drafted', 'retired'], 'retired', []],
  ] as const)('after %j is %s and can only be %j', (kinds, status, next) => {
    const done = events(...kinds);
    expect(statusOf(done)).toBe(status);
    expect(allowed(done)).toEqual(next);
  });

  it('is not approved by its author or its submitter, whom nothing else is denied', () => {
    const submitted = [...events('drafted'), { kind: 'submitted', doneBy: 'submitter' } as const];
    expect(allowed(submitted, AUTHOR)).toEqual(['rejected', 'retired']);
    expect(allowed(submitted, 'submitter')).toEqual(['rejected', 'retired']);
    expect(allowed(events('drafted', 'submitted', 'approved'), AUTHOR)).toEqual(['activated', 'retired']);
  });
});
