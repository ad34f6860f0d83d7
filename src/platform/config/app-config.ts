import { resolve } from 'node:path';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator';
import { projectPath } from './project-path.js';
import { ProviderSettings } from './provider-settings.js';
import { IsDirectory } from './is-directory.decorator.js';

export const ENVIRONMENTS = ['development', 'production', 'test'] as const;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Which market an installation holds: the bundled synthetic one, or real data. Never both. */
export type Dataset = 'sample' | 'real';

const absolute = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? resolve(value) : value;

/** The service's settings, read once from the environment. Property names are the settings' own. */
export class AppConfig extends ProviderSettings {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly port: number = 3000;

  @IsString()
  @MinLength(1)
  readonly host: string = '127.0.0.1';

  /** Absent: the service runs a PostgreSQL of its own. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: 'must be a postgresql:// URL' })
  readonly databaseUrl?: string;

  /** A directory of SYMBOL.csv files with daily bars. */
  @IsOptional()
  @Transform(absolute)
  @IsDirectory()
  readonly marketDataDir?: string;

  /** A directory of SERIES.csv files with macro observations. */
  @IsOptional()
  @Transform(absolute)
  @IsDirectory()
  readonly macroDataDir?: string;

  /** A directory of SERIES.csv files with market breadth. */
  @IsOptional()
  @Transform(absolute)
  @IsDirectory()
  readonly breadthDataDir?: string;

  /** A directory of CSV files with the Fed's statements. */
  @IsOptional()
  @Transform(absolute)
  @IsDirectory()
  readonly fomcDataDir?: string;

  /** Where the embedded PostgreSQL and the demo key are kept. */
  @Transform(absolute)
  @IsString()
  readonly dataDir: string = projectPath('.data');

  /** When to synchronise, in New York: cron patterns of five fields, `;` between them, or `off`. */
  @Matches(/^(off|[\d*\/,-]+( [\d*\/,A-Z-]+){4}(;[\d*\/,-]+( [\d*\/,A-Z-]+){4})*)$/, {
    message: 'must be off, or cron patterns of five fields with ; between them',
  })
  readonly syncSchedule: string = '45 17 * * 1-5;15 20 * * 1-5';

  /** Whether the service itself works on jobs, besides the processes that do nothing else. */
  @IsIn(['on', 'off'])
  readonly serviceWorks: 'on' | 'off' = 'on';

  /** A file of exchange closures announced since this version was made. */
  @IsOptional()
  @Transform(absolute)
  @IsString()
  readonly calendarFile?: string;

  /** Signs the links that a browser opens. Absent: a random one, which ends with the process. */
  @IsOptional()
  @MinLength(32, { message: 'must be at least 32 characters long' })
  readonly linkSecret?: string;

  /** How long such a link works. */
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt()
  @Min(1)
  @Max(1440)
  readonly linkMinutes: number = 15;

  /** What those links begin with; absent: the address by which the caller reached the service. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*[^\s/?#])?$/, {
    message: 'must be an http(s) URL without a slash at its end',
  })
  readonly publicUrl?: string;

  @IsIn(ENVIRONMENTS)
  readonly nodeEnv: (typeof ENVIRONMENTS)[number] = 'development';

  @IsIn(LOG_LEVELS)
  readonly logLevel: (typeof LOG_LEVELS)[number] = 'info';

  /** A further configuration that differs in the settings given. */
  with(
    changes: Partial<Omit<AppConfig, 'with' | 'dataset' | 'isProduction' | 'hasLiveProvider'>>,
  ): AppConfig {
    return Object.assign(new AppConfig(), this, changes);
  }

  get dataset(): Dataset {
    const directories = [this.marketDataDir, this.macroDataDir, this.breadthDataDir, this.fomcDataDir];
    const hasFiles = directories.some((directory) => directory !== undefined);
    return hasFiles || this.hasLiveProvider ? 'real' : 'sample';
  }

  get isProduction(): boolean {
    return this.nodeEnv === 'production';
  }
}
