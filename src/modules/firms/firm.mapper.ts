import type { FirmDto } from './dto/firm.dto.js';
import type { StoredFirm } from './firm.repository.js';

export function firmDto({
  id,
  name,
  disclosures,
  defaultPolicyId,
  version,
  createdAt,
  updatedAt,
}: StoredFirm): FirmDto {
  return {
    id,
    name,
    disclosures,
    ...(defaultPolicyId !== null && { defaultPolicyId }),
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
