import { ValidateBy } from 'class-validator';
import { CALENDAR_RANGE, isCalendarDate } from '../../../domain/market/trading-calendar.js';

/** A date that exists and that the trading calendar covers; code `malformed-date`. */
export const IsDateText = (): PropertyDecorator =>
  ValidateBy({
    name: 'malformedDate',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        isCalendarDate(value) &&
        value >= CALENDAR_RANGE.from &&
        value <= CALENDAR_RANGE.to,
      defaultMessage: (args) =>
        `${args?.property} must be a date such as 2024-11-27, from ${CALENDAR_RANGE.from} to ${CALENDAR_RANGE.to}`,
    },
  });
