import { describe, expect, it } from 'vitest';
import { refuseCrossSite } from './sameOrigin.ts';

const ask = (headers: Record<string, string>) => () =>
  refuseCrossSite(
    new Request('http://localhost:3000/api/users/user1/ingestions', {
      method: 'POST',
      headers: { host: 'heart.test:3000', ...headers },
    }),
  );

describe('a request that changes something', () => {
  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://heart.test:3000' }],
    ['our own page over plain HTTP', { origin: 'http://heart.test:3000' }],
    [
      'our own page behind a proxy that renames the host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://heart.example' },
    ],
    ['a program', {}],
  ])('passes from %s', (_, headers: Record<string, string>) => {
    expect(ask(headers)).not.toThrow();
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another application of this machine', { 'sec-fetch-site': 'same-site' }],
    ['another site over plain HTTP', { origin: 'http://evil.test' }],
    ['another port over plain HTTP', { origin: 'http://heart.test:4000' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a value that no browser sends', { 'sec-fetch-site': 'whatever' }],
  ])('is refused from %s', (_, headers: Record<string, string>) => {
    expect(ask(headers)).toThrow(expect.objectContaining({ code: 'CROSS_SITE_REFUSED' }));
  });
});
