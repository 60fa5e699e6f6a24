import { expect, it } from 'vitest';
import { coverageStates } from '#lib/coverage/states.ts';
import { formatShare, stateWords } from './coverage.ts';

it('has a word and a sign of its own for each state', () => {
  const signs = coverageStates.map((state) => stateWords[state].sign);
  const labels = coverageStates.map((state) => stateWords[state].label);
  expect(new Set(signs).size).toBe(coverageStates.length);
  expect(new Set(labels).size).toBe(coverageStates.length);
});

it('writes no share as all or nothing that is neither', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(formatShare)).toEqual([
    '0 %',
    '<1 %',
    '50 %',
    '99 %',
    '100 %',
  ]);
});
