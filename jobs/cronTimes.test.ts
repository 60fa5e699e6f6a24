import { parseCrontab } from 'graphile-worker';
import { describe, expect, it } from 'vitest';
import { nearestMatch } from './cronTimes.ts';

const at = (text: string) => Date.parse(text);
const near = (line: string, now: string, step: 1 | -1) => {
  const [item] = parseCrontab(`${line} ingest_all`);
  const found = item && nearestMatch(item.match, at(now), step);
  return found === null || found === undefined ? found : new Date(found).toISOString();
};

describe('the nearest time of a crontab’s entry', () => {
  it('is the next one after now, and the last one up to now', () => {
    expect(near('0 2 * * *', '2026-11-25T01:59:59Z', 1)).toBe('2026-11-25T02:00:00.000Z');
    expect(near('0 2 * * *', '2026-11-25T02:00:00Z', 1)).toBe('2026-11-26T02:00:00.000Z');
    expect(near('0 2 * * *', '2026-11-25T02:00:30Z', -1)).toBe('2026-11-25T02:00:00.000Z');
    expect(near('0 2 * * *', '2026-11-25T01:59:59Z', -1)).toBe('2026-11-24T02:00:00.000Z');
  });

  it('heeds steps, months and days of the week', () => {
    expect(near('*/15 * * * *', '2026-11-25T10:07:00Z', 1)).toBe('2026-11-25T10:15:00.000Z');
    expect(near('30 3 1 1 *', '2026-11-25T10:07:00Z', 1)).toBe('2027-01-01T03:30:00.000Z');
    expect(near('0 6 * * 1', '2026-11-25T10:07:00Z', 1)).toBe('2026-11-30T06:00:00.000Z');
  });

  it('is none where no day of a year is named', () => {
    expect(near('0 0 31 2 *', '2026-11-25T10:07:00Z', 1)).toBeNull();
  });
});
