import { describe, expect, it } from 'vitest';
import { timeTicks } from './timeTicks.ts';

const at = (text: string) => Date.parse(text);
const window = (start: string, end: string) => ({ start: at(start), end: at(end) });
const labels = (ticks: { label: string; under: string }[]) =>
  ticks.map((tick) => (tick.under ? `${tick.label} ${tick.under}` : tick.label));

describe('the ticks of a time axis', () => {
  it('leave out the hour that London skips in spring, and name the new offset', () => {
    const day = window('2026-03-29T00:00:00Z', '2026-03-29T05:00:00Z');
    const ticks = timeTicks(day, 'Europe/London', 6);
    expect(labels(ticks)).toEqual(['00:00 Sun 29 Mar', '02:00 UTC+1', '03:00', '04:00', '05:00']);
    expect(ticks.map((tick) => tick.at)).toEqual(
      [0, 1, 2, 3, 4].map((hours) => at('2026-03-29T00:00:00Z') + hours * 3_600_000),
    );
  });

  it('show the hour twice that London lives twice in autumn', () => {
    const night = window('2026-10-24T23:00:00Z', '2026-10-25T04:00:00Z');
    expect(labels(timeTicks(night, 'Europe/London', 6))).toEqual([
      '00:00 Sun 25 Oct',
      '01:00',
      '01:00 UTC',
      '02:00',
      '03:00',
    ]);
  });

  it('stay on local midnights over both clock changes', () => {
    for (const [start, end] of [
      ['2026-03-27T00:00:00Z', '2026-04-01T00:00:00Z'],
      ['2026-10-23T00:00:00Z', '2026-10-28T00:00:00Z'],
    ]) {
      const ticks = timeTicks(window(start ?? '', end ?? ''), 'Europe/London', 6);
      expect(ticks.length).toBeGreaterThanOrEqual(4);
      const clock = new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/London',
        timeStyle: 'short',
      });
      expect(ticks.map((tick) => clock.format(tick.at))).toEqual(ticks.map(() => '00:00'));
    }
  });

  it('fall on whole local hours where the zone is half an hour off', () => {
    const ticks = timeTicks(
      window('2026-06-01T00:10:00Z', '2026-06-01T06:10:00Z'),
      'Asia/Kolkata',
      8,
    );
    expect(labels(ticks)).toEqual(['06:00 Mon 1 Jun', '07:00', '08:00', '09:00', '10:00', '11:00']);
    expect(ticks[0]?.at).toBe(at('2026-06-01T00:30:00Z'));
  });

  it('begin days of Kolkata at half past six in the evening of UTC', () => {
    const ticks = timeTicks(
      window('2026-06-01T00:00:00Z', '2026-06-06T00:00:00Z'),
      'Asia/Kolkata',
      6,
    );
    expect(labels(ticks)).toEqual(['2 Jun 2026', '3 Jun', '4 Jun', '5 Jun', '6 Jun']);
    expect(new Date(ticks[0]?.at ?? 0).toISOString()).toBe('2026-06-01T18:30:00.000Z');
  });

  it('go down to seconds', () => {
    const ticks = timeTicks(window('2026-06-01T10:00:00Z', '2026-06-01T10:01:00Z'), 'UTC', 8);
    expect(labels(ticks).slice(0, 2)).toEqual(['10:00:00 Mon 1 Jun', '10:00:10']);
    expect(ticks).toHaveLength(6);
  });

  it('go up to months and to years', () => {
    const months = timeTicks(window('2025-11-20T00:00:00Z', '2026-11-20T00:00:00Z'), 'UTC', 12);
    expect(labels(months).slice(0, 3)).toEqual(['Dec 2025', 'Jan 2026', 'Feb']);
    const years = timeTicks(window('2016-06-01T00:00:00Z', '2026-06-01T00:00:00Z'), 'UTC', 10);
    expect(labels(years)[0]).toBe('2017');
    expect(years).toHaveLength(10);
  });

  it('never are more than fit', () => {
    for (let span = 60_000; span < 30 * 365 * 86_400_000; span *= 1.7) {
      const length = Math.round(span);
      const start = at('2026-03-01T12:34:56Z') - length;
      const ticks = timeTicks({ start, end: start + length }, 'America/St_Johns', 9);
      expect(ticks.length).toBeLessThanOrEqual(11);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
    }
  });
});
