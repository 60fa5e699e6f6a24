/** What is said of a time or a day that is none. */
import { shown } from './failures.ts';
import { zoneProblem } from './writtenZone.ts';

/** Characters of a time or a value; anything longer is neither. */
export const maxCellLength = 100;

export function timeUnreadable(text: string): string {
  const time = shown(text, 40);
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) {
    return `"${time}" is a spreadsheet's number of a day, which means another day in another spreadsheet: choose which on the import page, or show the column as date and time, and save it again.`;
  }
  const problem = text.length > maxCellLength ? undefined : zoneProblem(text);
  if (problem !== undefined) return problem;
  return `"${time}" is no time such as 2025-06-15 14:00:05 (with or without Z or an offset) or 4/12/2016 7:21:00 AM (month first).`;
}

export function dayUnreadable(day: string): string {
  return `"${shown(day, 40)}" is no day such as 2025-06-15 or 6/15/2025 (month first), or its figure is too long.`;
}
