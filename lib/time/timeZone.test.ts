import { describe, expect, it } from 'vitest';
import { localDateOf, localDay, offsetAt, offsetSpans } from './timeZone.ts';

const at = Date.parse;
const hour = 3_600_000;

describe('the offsets of a zone', () => {
  it('change at the very second that the clocks do', () => {
    const change = at('2026-03-29T01:00:00Z');
    expect(offsetAt(change - 1, 'Europe/London')).toBe(0);
    expect(offsetAt(change, 'Europe/London')).toBe(hour);
    expect(offsetSpans(change - hour, change + hour, 'Europe/London')).toEqual([
      { startMs: change - hour, endMs: change, offsetMs: 0 },
      { startMs: change, endMs: change + hour, offsetMs: hour },
    ]);
  });

  it('are one span over new year where nothing changes', () => {
    const [from, to] = [at('2025-12-01T00:00:00Z'), at('2026-02-01T00:00:00Z')];
    expect(offsetSpans(from, to, 'Asia/Kolkata')).toEqual([
      { startMs: from, endMs: to, offsetMs: 5.5 * hour },
    ]);
  });

  it('may be odd, and change for a month of fasting', () => {
    expect(offsetAt(at('1910-01-01T00:00:00Z'), 'Africa/Monrovia')).toBe(-2_588_000);
    const year = offsetSpans(
      at('2025-01-01T00:00:00Z'),
      at('2026-01-01T00:00:00Z'),
      'Africa/Casablanca',
    );
    expect(year.map(({ offsetMs }) => offsetMs / hour)).toEqual([1, 0, 1]);
  });

  it('of a zone that is none are refused', () => {
    expect(() => offsetAt(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('a local day', () => {
  it('begins with its first instant, even where midnight is skipped or comes twice', () => {
    expect(localDay('2018-11-04', 'America/Sao_Paulo').startMs).toBe(at('2018-11-04T03:00:00Z'));
    expect(localDay('2006-10-29', 'America/St_Johns').startMs).toBe(at('2006-10-29T02:30:00Z'));
    expect(localDay('2026-10-25', 'Europe/London').spans).toHaveLength(2);
  });

  it('has no length where a place left it out', () => {
    const { startMs, endMs } = localDay('2011-12-30', 'Pacific/Apia');
    expect(endMs - startMs).toBe(0);
    expect(localDateOf(startMs, 'Pacific/Apia')).toBe('2011-12-31');
  });
});
