import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class BarDto {
  @ApiProperty({ example: 'IWM' })
  symbol!: string;

  @ApiProperty({ format: 'date', example: '2024-11-27', description: 'Trading day of the NYSE.' })
  session!: string;

  @ApiProperty({ example: 165.12, description: 'Dollars, adjusted for splits and not for dividends.' })
  open!: number;

  @ApiProperty({ example: 166.9 })
  high!: number;

  @ApiProperty({ example: 164.87 })
  low!: number;

  @ApiProperty({ example: 166 })
  close!: number;

  @ApiPropertyOptional({
    example: 166,
    description: 'Also adjusted for dividends, as of the download. Absent where the source has none.',
  })
  adjClose?: number;

  @ApiProperty({ type: 'integer', format: 'int64', example: 31250000 })
  volume!: number;

  @ApiProperty({
    format: 'date-time',
    example: '2024-11-27T21:00:00.000Z',
    description: 'Since when this version is in force.',
  })
  learnedAt!: string;

  @ApiProperty({
    example: true,
    description:
      "True where `learnedAt` is taken to be the session's close, since the bar was filled in later.",
  })
  assumed!: boolean;

  @ApiProperty({ example: 'sample', description: 'Which provider or way in the version came by.' })
  source!: string;
}
