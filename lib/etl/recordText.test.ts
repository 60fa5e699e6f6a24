import { expect, test } from 'vitest';
import { recordText, recordTextLimit } from './recordText.ts';

test('a record of usual length is kept as it is', () => {
  expect(recordText('0,A,2020-03-10 00:00:06,83')).toBe('0,A,2020-03-10 00:00:06,83');
});

test('a record that is too long is cut and says so', () => {
  const kept = recordText('x'.repeat(recordTextLimit + 1));
  expect(kept).toBe(`${'x'.repeat(recordTextLimit)}…`);
});

test('NUL, which PostgreSQL cannot store, becomes the replacement character', () => {
  expect(recordText('a\0b')).toBe('a\uFFFDb');
});
