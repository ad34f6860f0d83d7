import type { PolicyDto, PolicyVersionDto, PolicyVersionHeaderDto } from './dto/policy.dto.js';
import type { PolicyVersionHeader, StoredPolicy, StoredPolicyVersion } from './policy.repository.js';

export function policyDto({ id, slug, name, versions, createdAt }: StoredPolicy): PolicyDto {
  const [active] = versions;
  return {
    id,
    slug,
    name,
    ...(active && { activeVersion: active.version }),
    createdAt: createdAt.toISOString(),
  };
}

export function policyVersionHeaderDto(row: PolicyVersionHeader): PolicyVersionHeaderDto {
  const { policyId, version, status, documentHash, createdBy, createdAt } = row;
  return { policyId, version, status, documentHash, createdBy, createdAt: createdAt.toISOString() };
}

export function policyVersionDto(row: StoredPolicyVersion): PolicyVersionDto {
  const { document } = row;
  return { ...policyVersionHeaderDto(row), evidence: [...document.evidence], document: { ...document } };
}
