import { describe, expect, it } from '@jest/globals';
import { dateOfDayNumber, dayNumber } from './calendar-date.js';
import { newYorkDateAt, newYorkInstant } from './new-york-time.js';

describe('newYorkInstant', () => {
  it("agrees with the runtime's time-zone data on every day from 1955 to 2100", () => {
    const clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    });
    const wrong: string[] = [];
    for (let day = dayNumber('1955-01-01'); day <= dayNumber('2100-12-31'); day++) {
      const date = dateOfDayNumber(day);
      if (clock.format(newYorkInstant(date, '08:30')) !== `${date}, 08:30`) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });
});

describe('newYorkDateAt', () => {
  it("agrees with the runtime's time-zone data around midnight on every day from 1990 to 2060", () => {
    const clock = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });
    const wrong: string[] = [];
    for (let day = dayNumber('1990-01-01'); day <= dayNumber('2060-12-31'); day++) {
      for (const hours of [3.999, 4, 4.999, 5, 12]) {
        const at = Math.round((day * 24 + hours) * 3_600_000);
        if (newYorkDateAt(at) !== clock.format(at)) wrong.push(new Date(at).toISOString());
      }
    }
    expect(wrong).toEqual([]);
  });
});
