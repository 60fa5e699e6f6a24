import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { type DayRequest, truthOf } from './truth.ts';

const longAfter = Date.parse('2030-01-01T00:00:00Z');

function request(changes: Partial<DayRequest> = {}): DayRequest {
  return {
    seed: 23,
    userId: 'user1',
    date: '2026-03-14',
    timeZone: 'Europe/London',
    now: longAfter,
    ...changes,
  };
}

describe('the samples of a synthetic day', () => {
  it('are the same whenever the day is asked for and whatever was asked before', () => {
    const first = truthOf(request());
    truthOf(request({ date: '2026-03-13' }));
    truthOf(request({ seed: 37, userId: 'user2' }));
    expect(truthOf(request())).toEqual(first);
    expect(first.t.length).toBeGreaterThan(5000);
  });

  it('differ by seed, by user and by date', () => {
    const series = [{}, { seed: 24 }, { userId: 'user2' }, { date: '2026-03-15' }].map((changes) =>
      truthOf(request(changes)).bpm.join(),
    );
    expect(new Set(series).size).toBe(4);
  });

  it('are, at any moment of the day, the beginning of what the finished day has', () => {
    const finished = truthOf(request());
    const { startMs, endMs } = finished.day;
    const moments = Array.from({ length: 49 }, (_, part) => startMs + (part / 48) * 86_399_999);
    for (const now of [...moments, endMs - 1, endMs]) {
      const { t, bpm } = truthOf(request({ now }));
      expect(t).toEqual(finished.t.filter((ms) => ms <= now));
      expect(bpm).toEqual(finished.bpm.slice(0, t.length));
    }
  });

  it('include one that lies exactly at the present moment and none a millisecond later', () => {
    const moment = truthOf(request()).t[2000] ?? 0;
    expect(truthOf(request({ now: moment })).t.at(-1)).toBe(moment);
    expect(truthOf(request({ now: moment - 1 })).t.at(-1)).toBeLessThan(moment);
  });

  it('are none before the day has begun', () => {
    const { startMs } = localDay('2026-03-14', 'Europe/London');
    expect(truthOf(request({ now: startMs - 1 })).t.length).toBe(0);
    expect(truthOf(request({ now: 0 })).bpm.length).toBe(0);
  });

  it.each([
    ['Asia/Kolkata', '2026-03-14'],
    ['America/St_Johns', '2026-03-08'],
    ['America/St_Johns', '2026-11-01'],
    ['America/St_Johns', '2010-11-07'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Pacific/Apia', '2011-12-29'],
    ['Africa/Monrovia', '1971-06-01'],
  ])('lie within the local day in %s on %s, a whole second each, in order', (timeZone, date) => {
    const { day, t, bpm } = truthOf(request({ timeZone, date, seed: 5 }));
    expect(t.length).toBeGreaterThan(3000);
    expect(t.every((ms, index) => index === 0 || ms > (t[index - 1] ?? 0))).toBe(true);
    expect(t.every((ms) => ms >= day.startMs && ms < day.endMs && ms % 1000 === 0)).toBe(true);
    expect(bpm.every((value) => value >= 35 && value <= 200)).toBe(true);
    const everyHour = t.filter((_, index) => index % 300 === 0);
    expect([...everyHour].every((ms) => localDateOf(ms, timeZone) === date)).toBe(true);
  });

  it('are none on the day that Samoa skipped', () => {
    expect(truthOf(request({ timeZone: 'Pacific/Apia', date: '2011-12-30' })).t.length).toBe(0);
  });

  it('go on over midnight without a step', () => {
    const steps: number[] = [];
    for (let day = 0; day < 60; day += 1) {
      const date = addDays('2026-01-01', day);
      const before = truthOf(request({ seed: 4, date }));
      const after = truthOf(request({ seed: 4, date: addDays(date, 1) }));
      if ((after.t[0] ?? 0) - (before.t.at(-1) ?? 0) > 30_000) continue;
      steps.push(Math.abs((after.bpm[0] ?? 0) - (before.bpm.at(-1) ?? 0)));
    }
    expect(steps.length).toBeGreaterThan(30);
    expect(steps.reduce((sum, step) => sum + step) / steps.length).toBeLessThan(3);
  });
});
