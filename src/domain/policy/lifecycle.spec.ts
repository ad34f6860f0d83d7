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

  it.each([
    [
      'approved',
      ['drafted'],
      'Only a version that is submitted can be approved. This one is draft: it can be submitted or retired.',
    ],
    [
      'submitted',
      ['drafted', 'submitted'],
      'Only a version that is draft can be submitted. This one is submitted: it can be approved, rejected or retired.',
    ],
    [
      'activated',
      ['drafted', 'submitted'],
      'Only a version that is approved can be activated. This one is submitted: it can be approved, rejected or retired.',
    ],
    [
      'approved',
      ['drafted', 'submitted', 'approved'],
      'Only a version that is submitted can be approved. This one is approved: it can be activated or retired.',
    ],
    [
      'activated',
      ['drafted', 'submitted', 'approved', 'activated'],
      'Only a version that is approved can be activated. This one is active: it can be retired.',
    ],
    [
      'submitted',
      ['drafted', 'submitted', 'rejected'],
      'Only a version that is draft can be submitted. This one is rejected: it can be retired, and a new version can be written as a copy of it.',
    ],
    [
      'retired',
      ['drafted', 'retired'],
      'Only a version that is not retired can be retired. This one is retired: a new version can be written as a copy of it.',
    ],
  ] as const)('says what may follow where it cannot be %s after %j', (act, kinds, message) => {
    expect(() => assertMay(act, events(...kinds), 'other')).toThrow(message);
  });
});
