import { describe, expect, it } from 'vitest';
import { compareAddress, parseUsers, toggleUser } from './selection.ts';

describe('the selection of a comparison', () => {
  it('is read from a list and from a form alike', () => {
    expect(parseUsers('a,b')).toEqual(['a', 'b']);
    expect(parseUsers(['a', 'b', 'a'])).toEqual(['a', 'b']);
    expect(parseUsers(undefined)).toEqual([]);
    expect(parseUsers('a,,<b>')).toEqual(['a']);
  });

  it('holds no more users than one question may', () => {
    const many = Array.from({ length: 40 }, (_, index) => `user${index}`);
    expect(parseUsers(many)).toHaveLength(24);
    expect(toggleUser(many.slice(0, 24), 'another')).toHaveLength(24);
  });

  it('changes by one user and keeps the window', () => {
    expect(toggleUser(['a', 'b'], 'a')).toEqual(['b']);
    const current = new URLSearchParams({ users: 'a', start: 's', end: 'e' });
    expect(compareAddress(['a', 'b'], current)).toBe('/compare?users=a,b&start=s&end=e');
    expect(compareAddress([], new URLSearchParams())).toBe('/compare');
  });
});
