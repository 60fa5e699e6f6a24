import { describe, expect, it } from 'vitest';
import { TokenVault } from './tokenVault.ts';

const first = 'a1'.repeat(32);
const second = 'b2'.repeat(32);

describe('the token vault', () => {
  it('gives back what it sealed, and shows nothing of it', () => {
    const vault = new TokenVault([first]);
    const sealed = vault.seal('1//secret', 'ada refresh');
    expect(sealed).not.toContain('secret');
    expect(vault.seal('1//secret', 'ada refresh')).not.toBe(sealed);
    expect(vault.open(sealed, 'ada refresh')).toBe('1//secret');
  });

  it('opens with the former key after a rotation, and tells which need sealing again', () => {
    const old = new TokenVault([first]).seal('1//secret', 'ada refresh');
    const rotated = new TokenVault([second, first]);
    expect(rotated.open(old, 'ada refresh')).toBe('1//secret');
    expect(rotated.isCurrent(old)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('x', 'ada refresh'))).toBe(true);
  });

  it.each([
    ['moved to another person', (text: string) => [text, 'bob refresh'] as const],
    ['altered', (text: string) => [`${text.slice(0, -2)}AA`, 'ada refresh'] as const],
    [
      'given a shorter tag',
      (text: string) => {
        const parts = text.split('.');
        parts[3] = parts[3]?.slice(0, 6) ?? '';
        return [parts.join('.'), 'ada refresh'] as const;
      },
    ],
    ['shortened', (text: string) => [text.slice(0, 40), 'ada refresh'] as const],
    ['none at all', () => ['', 'ada refresh'] as const],
  ])('refuses a text that was %s', (_, changed) => {
    const vault = new TokenVault([first]);
    const [text, place] = changed(vault.seal('1//secret', 'ada refresh'));
    expect(() => vault.open(text, place)).toThrow(
      expect.objectContaining({ code: 'CONNECTING_UNAVAILABLE' }),
    );
  });

  it('refuses to seal without a key, and to open what another key sealed', () => {
    const sealed = new TokenVault([first]).seal('1//secret', 'ada refresh');
    const refusal = expect.objectContaining({ code: 'CONNECTING_UNAVAILABLE' });
    expect(() => new TokenVault([]).seal('x', 'y')).toThrow(refusal);
    expect(() => new TokenVault([second]).open(sealed, 'ada refresh')).toThrow(refusal);
  });
});
