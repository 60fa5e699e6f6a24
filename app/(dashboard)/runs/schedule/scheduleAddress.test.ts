import { describe, expect, it } from 'vitest';
import { scheduleSorts } from '#lib/contract/limits.ts';
import { directionOf, parseScheduleView, scheduleAddress, sortedBy } from './scheduleAddress.ts';

const plain = parseScheduleView({});

describe('the address of the schedule', () => {
  it('says nothing where nothing was chosen', () => {
    expect(scheduleAddress(plain)).toBe('/runs/schedule');
  });

  it('is read as it was written, in every order', () => {
    for (const sort of scheduleSorts) {
      const view = { q: 'a & b', overdue: 'true', sort, page: 3 } as const;
      const query = new URL(scheduleAddress(view, { page: 3 }), 'http://heartline.test')
        .searchParams;
      expect(parseScheduleView(Object.fromEntries(query))).toEqual(view);
    }
  });

  it('leaves out what makes no sense', () => {
    expect(
      parseScheduleView({ q: ['a', 'b'], overdue: 'yes', sort: 'constructor', page: '-1' }),
    ).toEqual(plain);
  });

  it('leads back to the first page when anything else changes', () => {
    expect(scheduleAddress({ ...plain, page: 4 }, { sort: '-run' })).toBe(
      '/runs/schedule?sort=-run',
    );
  });

  it('sorts by another column from its start, and turns the same one around', () => {
    expect(sortedBy('overdue', 'next')).toBe('next');
    expect(sortedBy('next', 'next')).toBe('-next');
    expect(sortedBy('-next', 'next')).toBe('next');
    expect(sortedBy('-next', 'run')).toBe('run');
    expect(directionOf('-next', 'next')).toBe('descending');
    expect(directionOf('next', 'next')).toBe('ascending');
    expect(directionOf('next', 'run')).toBe('none');
  });
});
