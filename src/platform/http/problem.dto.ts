import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class FieldProblemDto {
  @ApiProperty({
    description: 'JSON pointer into the request (body or query).',
    example: '/positions/0/symbol',
  })
  pointer!: string;

  @ApiProperty({ description: 'Stable code of what is wrong with the field.', example: 'malformed-ticker' })
  code!: string;

  @ApiProperty({ example: 'symbol must be an upper-case ticker such as IWM' })
  message!: string;
}

/** Documents the error body; the filter builds it as a plain object. */
export class ProblemDto {
  @ApiProperty({ format: 'uri', example: 'urn:allocation-advisor:problem:validation-failed' })
  type!: string;

  @ApiProperty({ description: "The status's phrase.", example: 'Bad Request' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 400 })
  status!: number;

  @ApiProperty({ description: 'What went wrong, in a sentence.', example: '1 field is invalid: /cash' })
  detail!: string;

  @ApiProperty({ description: 'The path that was called.', example: '/v1/accounts' })
  instance!: string;

  @ApiProperty({ description: 'Stable code that programs may rely on.', example: 'validation-failed' })
  code!: string;

  @ApiProperty({
    description: 'The same as the X-Request-Id header; quote it when asking for help.',
    example: '4f6c1c52-8f5e-4f0b-9d0f-2b7a6f0d9f55',
  })
  requestId!: string;

  @ApiPropertyOptional({
    type: [FieldProblemDto],
    description: 'Every bad field. Absent where no field is to blame.',
  })
  errors?: FieldProblemDto[];
}
