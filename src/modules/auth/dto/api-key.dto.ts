import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import { PRINCIPAL_KIND_MEANINGS } from '../principal-kind.js';
import { SCOPE_MEANINGS } from '../scopes.js';

const PUBLIC_ID = 'aa_live_0b9f3c5e7d214a6f8c1e2d3b4a5968770123456789ab';

export class PrincipalDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'CRM sync' })
  name!: string;

  @ApiProperty(enumProperty('PrincipalKind', PRINCIPAL_KIND_MEANINGS))
  kind!: string;
}

export class ApiKeyDto {
  @ApiProperty({ description: 'The public part of the key.', example: PUBLIC_ID })
  id!: string;

  @ApiProperty({ example: 'Nightly CRM sync' })
  name!: string;

  @ApiProperty({ type: PrincipalDto })
  principal!: PrincipalDto;

  @ApiProperty({ ...enumProperty('Scope', SCOPE_MEANINGS), isArray: true, example: ['accounts:read'] })
  scopes!: string[];

  @ApiProperty({ description: 'The last four characters of the secret.', example: '9f3c' })
  last4!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent where the key never expires.' })
  expiresAt?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent where the key was not revoked.' })
  revokedAt?: string;

  @ApiProperty({ type: 'integer', description: 'Also the ETag, in quotes.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class CreatedApiKeyDto extends ApiKeyDto {
  @ApiProperty({
    description: 'The whole key. It is shown this once and cannot be read again.',
    example: `${PUBLIC_ID}_<secret>`,
  })
  key!: string;
}
