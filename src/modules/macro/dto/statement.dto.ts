import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { STATEMENT_READINGS } from '../../../domain/readings/macro/fed-statement.js';
import { LEANS, STATEMENT_TOPICS } from '../../../domain/readings/macro/fed-statement-lexicon.js';
import {
  LONGEST_BODY,
  LONGEST_LINE,
  type StatementRow,
} from '../../../domain/readings/macro/statement-rules.js';
import { IsInstant } from '../../../platform/http/is-instant.decorator.js';
import { Optional } from '../../../platform/http/optional.decorator.js';
import { PageQuery } from '../../../platform/http/page.js';
import { enumProperty } from '../../../platform/openapi/enum-property.js';
import type { StatementOutcome, StatementVersion } from '../../market-data/fed-statements.service.js';

const READING = enumProperty('FedStatementReading', STATEMENT_READINGS);

export class AddStatementDto implements StatementRow {
  @ApiProperty({
    format: 'date',
    description: 'The day it was published in New York.',
    example: '2024-11-07',
  })
  @IsString()
  readonly date!: string;

  @ApiPropertyOptional({ description: 'Absent in a correction: as it was.' })
  @Optional()
  @IsString()
  @Length(1, LONGEST_LINE)
  readonly title?: string;

  @ApiPropertyOptional({
    format: 'uri',
    description: 'Where it was published. Absent in a correction: as it was.',
  })
  @Optional()
  @IsString()
  @Length(1, LONGEST_LINE)
  readonly url?: string;

  @ApiProperty({ description: 'The whole text; line breaks are kept.' })
  @IsString()
  @Length(1, LONGEST_BODY)
  readonly body!: string;
}

export class StatementsQueryDto extends PageQuery {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Only what this installation had learned by then. Absent: all.',
  })
  @Optional()
  @IsInstant()
  readonly knownAt?: string;
}

/** One version of one statement. */
export class StatementVersionDto implements StatementVersion {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ format: 'date-time', description: 'When it became public.' })
  releasedAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When this installation learned of this version.' })
  learnedAt!: string;

  @ApiProperty({ description: '`releasedAt` follows the release rule; nobody recorded it.' })
  assumed!: boolean;

  @ApiProperty({ example: 'sample' })
  source!: string;

  @ApiPropertyOptional()
  title?: string;

  @ApiPropertyOptional({ format: 'uri' })
  url?: string;

  @ApiProperty()
  body!: string;

  @ApiProperty(READING)
  reading!: string;

  @ApiProperty({ type: 'integer', description: 'Hawkish weights less dovish ones.' })
  score!: number;
}

const OUTCOMES: Readonly<Record<StatementOutcome, string>> = {
  inserted: 'the date had none',
  corrected: 'it differs from the one the date had: a further version',
  unchanged: 'the date has this one already',
};

export class AddedStatementDto extends StatementVersionDto {
  @ApiProperty(enumProperty('StatementOutcome', OUTCOMES))
  outcome!: StatementOutcome;
}

export class LeaningSentenceDto {
  @ApiProperty({ description: 'Verbatim.' })
  text!: string;

  @ApiProperty(enumProperty('StatementTopic', STATEMENT_TOPICS))
  topic!: string;

  @ApiProperty(enumProperty('StatementLean', LEANS))
  lean!: string;

  @ApiProperty({ type: 'integer', description: 'What it adds to the score, or takes from it.' })
  weight!: number;

  @ApiProperty({ description: 'The words it was found by, in lower case with plain hyphens and quotes.' })
  phrase!: string;

  @ApiProperty({ description: 'What that phrase says.' })
  meaning!: string;

  @ApiPropertyOptional({ description: 'True where a word before the phrase turns it into its opposite.' })
  negated?: boolean;
}

const CHANGES = {
  added: 'the statement before did not have this sentence',
  kept: 'the statement before had it too',
};

export class PresentSentenceDto extends LeaningSentenceDto {
  @ApiPropertyOptional({ ...enumProperty('SentenceChange', CHANGES) })
  change?: string;
}

class PreviousStatementDto {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty(READING)
  reading!: string;

  @ApiProperty({ type: 'integer' })
  score!: number;
}

/** What the words of the Fed's last statement lean to, and the sentences that rests on. */
export class FedStatementDto extends OmitType(StatementVersionDto, ['learnedAt', 'source', 'body']) {
  @ApiProperty({ type: [PresentSentenceDto], description: 'Sentences that lean, in the order of the text.' })
  sentences!: PresentSentenceDto[];

  @ApiProperty({
    type: [LeaningSentenceDto],
    description: 'Sentences of the statement before that leaned and are gone.',
  })
  removed!: LeaningSentenceDto[];

  @ApiPropertyOptional({ type: PreviousStatementDto })
  previous?: PreviousStatementDto;
}
