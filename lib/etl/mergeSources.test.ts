import { describe, expect, it } from 'vitest';
import { mergeSources, type SourcedSample } from './mergeSources.ts';

const at = (second: number, value: number, source: number): SourcedSample => ({
  t: second * 1_000,
  value,
  source,
});

/** A sample at about a third of the seconds of ten minutes, of three sources; the same for a seed. */
function randomSamples(seed: number): SourcedSample[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return [1, 2, 3].flatMap((source) =>
    Array.from({ length: 600 }, (_, second) => at(second, 60 + Math.floor(next() * 40), source))
      .filter(({ t }) => Math.floor(t / 60_000) % (source + 1) !== seed % 2)
      .filter(() => next() < 0.3),
  );
}

describe('several sources', () => {
  it('give each minute to the one that comes first of those with a sample in it', () => {
    const samples = [at(0, 60, 1), at(30, 61, 2), at(59, 62, 2), at(60, 63, 2), at(130, 64, 3)];
    expect(mergeSources(samples, [1, 2, 3])).toEqual({
      shown: [at(0, 60, 1), at(60, 63, 2), at(130, 64, 3)],
      shadowed: [at(30, 61, 2), at(59, 62, 2)],
    });
    expect(mergeSources(samples, [2, 1, 3]).shadowed).toEqual([at(0, 60, 1)]);
  });

  it('begin minutes at whole minutes before 1970 too', () => {
    const samples = [at(-1, 60, 1), at(0, 61, 2)];
    expect(mergeSources(samples, [1, 2])).toEqual({ shown: samples, shadowed: [] });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'lose nothing, double nothing and know no order of arrival (seed %i)',
    (seed) => {
      const samples = randomSamples(seed);
      const { shown, shadowed } = mergeSources(samples, [2, 3, 1]);
      expect(shadowed.length).toBeGreaterThan(0);
      expect(new Set([...shown, ...shadowed])).toEqual(new Set(samples));
      expect(new Set(shown.map(({ t }) => t)).size).toBe(shown.length);
      expect(mergeSources(samples.toReversed(), [2, 3, 1])).toEqual({ shown, shadowed });
      expect(mergeSources([...shadowed, ...shown], [2, 3, 1])).toEqual({ shown, shadowed });
    },
  );
});
