import { expect, it } from 'vitest';
import { holds } from './measure.ts';
import { interleaved, median } from './rounds.ts';

it('takes the middle of an odd number and the mean of the two middle ones of an even', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it('takes both sides in turns and in changing order, warms up, and gives the median ratio', async () => {
  const calls: string[] = [];
  const side = (name: string, ms: (round: number) => number) => ({
    what: name,
    time: async (round: number) => {
      calls.push(`${name}${round}`);
      return ms(round);
    },
  });
  const outcome = await interleaved({
    rounds: 3,
    numerator: side('a', (round) => 10 * (round + 1)),
    denominator: side('b', () => 10),
    detail: '',
  });
  expect(calls).toEqual(['b-1', 'a-1', 'a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
  expect(outcome).toMatchObject({ ratio: 2, lowest: 1, highest: 3, rounds: 3 });
  expect(outcome.denominator).toEqual({ what: 'b', value: 10, unit: 'ms' });
});

it('holds a bound at the bound itself', () => {
  expect(holds({ min: 0.8 }, 0.8)).toBe(true);
  expect(holds({ min: 0.8 }, 0.79)).toBe(false);
  expect(holds({ max: 8 }, 8)).toBe(true);
  expect(holds({ max: 8 }, 8.1)).toBe(false);
});
