import { expect, test } from 'vitest';
import { withAbsoluteTimes, withDeltas } from './times.ts';

const answer = { resolution: 'raw', t: [1_000, 6_000, 6_250, 90_000], value: [60, 61, 62, 63] };

test('times as differences begin with the first instant', () => {
  expect(withDeltas(answer)).toEqual({ ...answer, times: 'delta', t: [1_000, 5_000, 250, 83_750] });
});

test('differences come back as they were, and absolute times are left alone', () => {
  expect(withAbsoluteTimes(withDeltas(answer))).toEqual(answer);
  expect(withAbsoluteTimes(answer)).toBe(answer);
  expect(withAbsoluteTimes(withDeltas({ t: [] })).t).toEqual([]);
});
