import { expect, test } from 'vitest';
import { isAllowedHost } from './allowedHost.ts';

test.each([
  'localhost',
  'localhost:3000',
  '127.0.0.1:3000',
  '[::1]:3000',
  '192.168.1.7',
  'LOCALHOST',
])('the machine’s own address is always answered: %s', (host) =>
  expect(isAllowedHost(host, [])).toBe(true),
);

test.each([
  undefined,
  '',
  'evil.example',
  'evil.example:3000',
  '127.0.0.1.evil.example',
  'localhost.evil.example:3000',
])('a name that is not listed is refused: %s', (host) =>
  expect(isAllowedHost(host, ['hearts.example'])).toBe(false),
);

test('a listed name is answered, whatever its case and port', () => {
  expect(isAllowedHost('Hearts.Example:443', ['hearts.example'])).toBe(true);
});
