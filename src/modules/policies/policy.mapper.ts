import { statusOf, type VersionEvent, type VersionEventKind } from '../../domain/policy/lifecycle.js';
import { fromDateColumn } from '../../platform/database/date-column.js';
import type {
  PolicyDto,
  PolicyVersionDto,
  PolicyVersionEventDto,
  PolicyVersionHeaderDto,
} from './dto/policy.dto.js';
import type { PolicyVersionHeader, StoredPolicy, StoredPolicyVersion } from './policy.repository.js';

type EventRow = PolicyVersionHeader['events'][number];

export function policyDto(
  { id, slug, name, versions, createdAt }: StoredPolicy,
  activeVersion: number | undefined,
): PolicyDto {
  return {
    id,
    slug,
    name,
    ...(activeVersion !== undefined && { activeVersion }),
    latestVersion: versions[0]?.version ?? 0,
    createdAt: createdAt.toISOString(),
  };
}

/** What was done with a version, as its lifecycle looks at it. */
export const versionEvents = ({ events }: PolicyVersionHeader): VersionEvent[] =>
  // Only these kinds are ever written.
  events.map(({ kind, doneBy }) => ({ kind: kind as VersionEventKind, doneBy }));

export function policyVersionHeaderDto(
  row: PolicyVersionHeader,
  versionInForce: number | undefined,
): PolicyVersionHeaderDto {
  const { policyId, version, events, documentHash, createdBy, createdAt } = row;
  const activeFrom = events.find(({ activeFrom }) => activeFrom !== null)?.activeFrom;
  return {
    policyId,
    version,
    status: statusOf(versionEvents(row)),
    inForce: version === versionInForce,
    ...(activeFrom && { activeFrom: fromDateColumn(activeFrom) }),
    history: events.map(eventDto),
    documentHash,
    createdBy,
    createdAt: createdAt.toISOString(),
  };
}

function eventDto({ kind, principal, at, activeFrom, note }: EventRow): PolicyVersionEventDto {
  const { id, name, kind: kindOfPrincipal } = principal;
  return {
    event: kind,
    by: { id, name, kind: kindOfPrincipal },
    at: at.toISOString(),
    ...(activeFrom && { activeFrom: fromDateColumn(activeFrom) }),
    ...(note !== null && { note }),
  };
}

export function policyVersionDto(
  row: StoredPolicyVersion,
  versionInForce: number | undefined,
): PolicyVersionDto {
  const { document, completed } = row;
  return {
    ...policyVersionHeaderDto(row, versionInForce),
    evidence: [...document.evidence],
    document: { ...document },
    ...(completed.length > 0 && { completed: [...completed] }),
  };
}
