import { describe, expect, it } from '@jest/globals';
import { AppConfig } from '../config/app-config.js';
import { JsonLogger } from './json-logger.js';

describe('the logger', () => {
  function logged(
    logLevel: AppConfig['logLevel'],
    say: (logger: JsonLogger) => void,
  ): Record<string, unknown>[] {
    const lines: string[] = [];
    say(new JsonLogger(new AppConfig().with({ logLevel }), (line) => lines.push(line)));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('writes one JSON object a line with level, time and context', () => {
    const [line] = logged('info', (logger) => logger.log('imported', 'DataLoader'));
    expect(line).toMatchObject({ level: 30, msg: 'imported', context: 'DataLoader' });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('keeps quiet under the configured level', () => {
    expect(logged('warn', (logger) => logger.log('imported'))).toEqual([]);
    expect(logged('silent', (logger) => logger.fatal('gone'))).toEqual([]);
  });

  it('leaves the framework’s own start-up lines to debugging', () => {
    expect(logged('info', (logger) => logger.log('Mapped {/v1/firm}', 'RouterExplorer'))).toEqual([]);
  });

  it('keeps the stack of an error', () => {
    const [line] = logged('info', (logger) => logger.error('failed', 'Error: failed\n    at x', 'Runs'));
    expect(line).toMatchObject({
      level: 50,
      msg: 'failed',
      stack: 'Error: failed\n    at x',
      context: 'Runs',
    });
    const [thrown] = logged('info', (logger) => logger.error(new TypeError('odd')));
    expect(thrown).toMatchObject({ msg: 'odd', err: { type: 'TypeError' } });
  });

  it('writes no credentials', () => {
    const key = `aa_live_${'a'.repeat(44)}_${'b'.repeat(64)}`;
    const lines = logged('info', (logger) => {
      logger.log({ msg: 'request', headers: { authorization: `Bearer ${key}` } });
      logger.log(`refused ${key}`);
    });
    expect(JSON.stringify(lines)).not.toContain('b'.repeat(64));
    expect(lines[0]).toMatchObject({ headers: { authorization: '…' } });
  });
});
