import { describe, expect, it } from 'vitest';
import { csvOf, fileNameOf } from './exportCsv.ts';

const at = Date.parse('2026-06-01T12:00:00Z');
const minute = 60_000;

describe('the chart as CSV', () => {
  it('holds the points in view, with local times and their offset', () => {
    const t = [0, 1, 2, 3].map((count) => at + count * minute);
    const csv = csvOf(
      {
        userId: 'user1',
        timeZone: 'Asia/Kolkata',
        start: at,
        end: at + 4 * minute,
        unit: 'bpm',
        resolution: '1m',
        t,
        avg: [60.5, 61, 62, 63],
        min: [60, 60, 61, 62],
        max: [61, 62, 63, 64],
        count: [12, 12, 11, 10],
      },
      { start: at + minute, end: at + 3 * minute },
      'Asia/Kolkata',
      ['# Heart rate of user1, in bpm'],
    );
    expect(csv).toBe(
      [
        '# Heart rate of user1, in bpm',
        'time,mean_bpm,min_bpm,max_bpm,samples',
        '2026-06-01T17:31:00+05:30,61,60,62,12',
        '2026-06-01T17:32:00+05:30,62,61,63,11',
        '',
      ].join('\r\n'),
    );
  });

  it('is named by whom and when', () => {
    const window = { start: at, end: at + 90 * minute };
    expect(fileNameOf('user1', window, 'UTC', 'csv')).toBe(
      'user1_2026-06-01T1200_2026-06-01T1330.csv',
    );
  });
});
