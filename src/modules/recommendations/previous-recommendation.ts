import { DomainError } from '../../domain/domain-error.js';
import type { PreviousRecommendation } from '../../domain/recommendation/changes.js';
import type { RecommendationRow } from './recommendation.repository.js';

/** The instant, or a millisecond after the one before where the clock hasn't moved on: records are in order. */
export const later = (now: Date, before: Date | undefined): Date =>
  before !== undefined && before >= now ? new Date(before.getTime() + 1) : now;

/** What a new recommendation is compared with. */
export const previousOf = ({ body }: RecommendationRow): PreviousRecommendation =>
  JSON.parse(body) as PreviousRecommendation;

export const recommendationNotFound = (message: string): DomainError =>
  new DomainError('not_found', 'recommendation-not-found', message);
