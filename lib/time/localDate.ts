/** The check of local dates that come from outside. */
import { z } from 'zod';
import { isLocalDate } from './dateArithmetic.ts';

export { addDays, daysBetween, eachDay, type LocalDate } from './dateArithmetic.ts';

export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-03-29')
  .refine(isLocalDate, 'is no day of the calendar');
