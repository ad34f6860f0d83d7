import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AppConfig } from './app-config.js';
import { PROVIDER_VARIABLES } from './provider-settings.js';
import { StartFailure } from './start-failure.js';

const VARIABLES = {
  ...PROVIDER_VARIABLES,
  port: 'PORT',
  host: 'HOST',
  databaseUrl: 'DATABASE_URL',
  marketDataDir: 'MARKET_DATA_DIR',
  macroDataDir: 'MACRO_DATA_DIR',
  breadthDataDir: 'BREADTH_DATA_DIR',
  fomcDataDir: 'FOMC_DATA_DIR',
  dataDir: 'DATA_DIR',
  syncSchedule: 'SYNC_SCHEDULE',
  serviceWorks: 'SERVICE_WORKS',
  calendarFile: 'CALENDAR_FILE',
  linkSecret: 'LINK_SECRET',
  linkMinutes: 'LINK_MINUTES',
  publicUrl: 'PUBLIC_URL',
  nodeEnv: 'NODE_ENV',
  logLevel: 'LOG_LEVEL',
} as const satisfies Partial<Record<keyof AppConfig, string>>;

/** The environment doesn't make a configuration; the message lists every variable at fault. */
export class InvalidConfiguration extends StartFailure {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration isn't valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the settings; an empty variable counts as unset.
 * @throws InvalidConfiguration naming every variable that is wrong, not only the first.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): AppConfig {
  const given = Object.entries(VARIABLES).flatMap(([property, variable]) => {
    const value = environment[variable]?.trim();
    return value === undefined || value === '' ? [] : [[property, value] as const];
  });
  const config = plainToInstance(AppConfig, Object.fromEntries(given), { exposeDefaultValues: true });
  const problems = validateSync(config).map(({ property, constraints }) => {
    const variable = VARIABLES[property as keyof typeof VARIABLES];
    const reasons = Object.values(constraints ?? {}).map((text) => text.replace(`${property} `, ''));
    return `${variable} ${reasons.join(' and ')}`;
  });
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  return config;
}
