import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/time/localDate.ts';
import { autoregressivePath } from './autoregression.ts';

const identity = { seed: 23, userId: 'user1' };
const phi = 0.82;
const dates = Array.from({ length: 200 }, (_, day) => addDays('2026-01-01', day));
const paths = dates.map((date) => autoregressivePath(identity, date, 288, phi));

describe('the noise of a day', () => {
  it('ends where the next day begins', () => {
    for (const [index, path] of paths.slice(0, -1).entries()) {
      expect(path[288]).toBeCloseTo(paths[index + 1]?.[0] ?? Number.NaN, 10);
    }
  });

  it('has unit variance and correlates by φ from step to step, at midnight as at noon', () => {
    for (const from of [0, 140, 284]) {
      const values = paths.flatMap((path) => [...path.slice(from, from + 4)]);
      const next = paths.flatMap((path) => [...path.slice(from + 1, from + 5)]);
      const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
      const covariance =
        values.reduce((sum, value, index) => sum + value * (next[index] ?? 0), 0) / values.length;
      expect(variance).toBeGreaterThan(0.7);
      expect(variance).toBeLessThan(1.3);
      expect(covariance / variance).toBeGreaterThan(phi - 0.1);
      expect(covariance / variance).toBeLessThan(phi + 0.1);
    }
  });
});
