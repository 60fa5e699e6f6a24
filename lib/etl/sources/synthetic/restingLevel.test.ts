import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/time/localDate.ts';
import { personOf } from './person.ts';
import { illnessElevation, restingLevel } from './restingLevel.ts';

const dates = Array.from({ length: 3 * 365 }, (_, day) => addDays('2024-01-01', day));

/** Stretches of days in a row with an elevation. */
function episodesOf(seed: number): number[][] {
  const episodes: number[][] = [];
  let before = 0;
  for (const date of dates) {
    const elevation = illnessElevation({ seed, userId: 'user' }, date);
    if (elevation > 0 && before !== elevation) episodes.push([]);
    if (elevation > 0) episodes.at(-1)?.push(elevation);
    before = elevation;
  }
  return episodes;
}

describe('the level of a synthetic person', () => {
  it('is raised by an illness of 4 to 10 bpm for 5 to 10 days about twice a year', () => {
    const episodes = Array.from({ length: 40 }, (_, seed) => episodesOf(seed));
    // The first and the last may be cut by the ends of the dates looked at.
    for (const days of episodes.flatMap((list) => list.slice(1, -1))) {
      expect(days.length).toBeGreaterThanOrEqual(5);
      expect(days.length).toBeLessThanOrEqual(10);
      expect(days[0]).toBeGreaterThanOrEqual(4);
      expect(days[0]).toBeLessThanOrEqual(10);
    }
    const perYear = episodes.flat().length / (40 * 3);
    expect(perYear).toBeGreaterThan(1.2);
    expect(perYear).toBeLessThan(3);
  });

  it('drifts over months: the means of quarters differ by more than nights alone would make them', () => {
    const identity = { seed: 23, userId: 'user1' };
    const levels = dates.map((date) => restingLevel(identity, personOf(identity), date));
    const quarters = Array.from({ length: 12 }, (_, index) => {
      const quarter = levels.slice(index * 91, index * 91 + 91);
      return quarter.reduce((sum, level) => sum + level, 0) / quarter.length;
    });
    expect(Math.max(...quarters) - Math.min(...quarters)).toBeGreaterThan(2);
    expect(Math.max(...quarters.map(Math.abs))).toBeLessThan(8);
  });

  it('is the same for dates before 1970 as for any: computed from the date alone', () => {
    const identity = { seed: 23, userId: 'user1' };
    const level = restingLevel(identity, personOf(identity), '1931-05-09');
    expect(Math.abs(level)).toBeLessThan(30);
    expect(restingLevel(identity, personOf(identity), '1931-05-09')).toBe(level);
  });
});
