import { describe, expect, it } from 'vitest';
import { relativeSpan, relativeTicks, relativeWords } from './relativeTime.ts';

const hour = 3_600_000;

describe('time since an annotation', () => {
  it('is said in at most two units', () => {
    expect(relativeWords(2 * hour)).toBe('+2 h');
    expect(relativeWords(-30 * hour)).toBe('−1 d 6 h');
    expect(relativeWords(-24 * hour)).toBe('−1 d');
    expect(relativeWords(45 * 60_000 + 400)).toBe('+45 min');
    expect(relativeWords(-400)).toBe('0');
    expect(relativeSpan({ start: -6 * hour, end: 24 * hour })).toBe('−6 h to +1 d');
  });

  it('has ticks at whole steps, the annotation itself among them', () => {
    const ticks = relativeTicks({ start: -6 * hour, end: 24 * hour }, 12);
    expect(ticks.map(({ label }) => label)).toContain('0');
    expect(ticks.map(({ at }) => at % (3 * hour))).toEqual(ticks.map(() => expect.closeTo(0)));
    expect(ticks.length).toBeLessThanOrEqual(12);
    expect(relativeTicks({ start: -28 * 24 * hour, end: 28 * 24 * hour }, 3).length).toBeLessThan(
      5,
    );
  });
});
