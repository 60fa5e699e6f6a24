import { expect, it } from 'vitest';
import { pointedInstant } from './pointedInstant.ts';

it('the instant under the pointer is that of the chart entered last, and goes when that is left', () => {
  const pointed = pointedInstant();
  let told = 0;
  const stop = pointed.subscribe(() => {
    told += 1;
  });
  pointed.set('a', 1);
  pointed.set('b', 2);
  pointed.set('a', undefined);
  expect([pointed.get(), told]).toEqual([2, 2]);
  pointed.set('b', undefined);
  expect([pointed.get(), told]).toEqual([undefined, 3]);
  stop();
  pointed.set('a', 3);
  expect(told).toBe(3);
});
