import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppConfig } from '../../../platform/config/app-config.js';
import { SyncSchedule } from './sync-schedule.service.js';
import type { SyncRunner } from './sync-runner.service.js';
import type { SyncService } from './sync.service.js';

const HOUR = 3_600_000;

describe('the schedule', () => {
  const begin = jest.fn<SyncService['begin']>();
  const start = jest.fn<SyncRunner['start']>();
  let schedule: SyncSchedule;

  /** The schedule of a process that starts at an instant. */
  function startAt(now: string, settings: Partial<AppConfig> = { tiingoApiKey: 'a key' }): void {
    jest.useFakeTimers({ now: new Date(now) });
    const config = new AppConfig().with(settings);
    schedule = new SyncSchedule(
      config,
      { begin } as Partial<SyncService> as SyncService,
      { start } as Partial<SyncRunner> as SyncRunner,
    );
    schedule.start();
  }
  beforeEach(() => {
    begin.mockReset().mockResolvedValue({} as Awaited<ReturnType<SyncService['begin']>>);
    start.mockReset();
  });
  afterEach(() => {
    schedule.beforeApplicationShutdown();
    jest.useRealTimers();
  });

  it('asks at 17:45 and 20:15 in New York on weekdays, in winter and in summer', async () => {
    startAt('2024-11-27T22:44:00Z');
    await jest.advanceTimersByTimeAsync(50_000);
    expect(begin).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(begin.mock.calls).toEqual([['schedule']]);
    await jest.advanceTimersByTimeAsync(3 * HOUR);
    expect(begin).toHaveBeenCalledTimes(2);
    schedule.beforeApplicationShutdown();

    startAt('2024-07-01T21:44:30Z');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(begin).toHaveBeenCalledTimes(3);
  });

  it('rests at weekends', async () => {
    startAt('2024-11-30T12:00:00Z');
    await jest.advanceTimersByTimeAsync(24 * HOUR);
    expect(begin).not.toHaveBeenCalled();
  });

  it('takes over what another instance left, every minute and at the start, also where it is off', async () => {
    startAt('2024-11-27T22:44:30Z', { tiingoApiKey: 'a key', syncSchedule: 'off' });
    expect(start).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(start).toHaveBeenCalledTimes(3);
    expect(begin).not.toHaveBeenCalled();
  });

  it('goes on after a synchronisation that could not be begun', async () => {
    startAt('2024-11-27T22:44:30Z');
    jest.spyOn(Reflect.get(schedule, 'logger') as { error: () => void }, 'error').mockReturnValue();
    begin.mockRejectedValueOnce(new Error('no database'));
    await jest.advanceTimersByTimeAsync(3 * HOUR);
    expect(begin).toHaveBeenCalledTimes(2);
  });

  it('does nothing without a provider', async () => {
    startAt('2024-11-27T22:44:30Z', {});
    await jest.advanceTimersByTimeAsync(4 * HOUR);
    expect(begin).not.toHaveBeenCalled();
    expect(start).not.toHaveBeenCalled();
  });
});
