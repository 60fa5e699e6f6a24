import { describe, expect, it } from 'vitest';
import type { Annotation } from '#lib/contract/annotations.ts';
import { type ListOptions, listed, parseList, sortedBy, writeList } from './listAddress.ts';

function noted(id: number, kind: Annotation['kind'], start: number, end: number): Annotation {
  return { id, userId: 'u', kind, start, end, text: `${id}`, createdAt: 0, updatedAt: 0 };
}

const all = [noted(1, 'note', 100, 100), noted(2, 'illness', 50, 90), noted(3, 'note', 10, 95)];
const idsOf = (options: ListOptions) => listed(all, options).map(({ id }) => id);

describe('the list of annotations', () => {
  it('comes newest first, and by what its address says', () => {
    expect(idsOf(parseList({}))).toEqual([1, 2, 3]);
    expect(idsOf(parseList({ sort: 'length' }))).toEqual([1, 2, 3]);
    expect(idsOf(parseList({ sort: '-length' }))).toEqual([3, 2, 1]);
    expect(idsOf(parseList({ sort: 'nonsense', kind: 'note' }))).toEqual([1, 3]);
    expect(idsOf(parseList({ kind: 'nap' }))).toEqual([1, 2, 3]);
  });

  it('turns around when it is sorted by the same column again, and says so in its address', () => {
    const byKind = sortedBy(parseList({}), 'kind');
    expect(idsOf(byKind)).toEqual([2, 1, 3]);
    const turned = sortedBy(byKind, 'kind');
    const query = new URLSearchParams();
    writeList(turned, query);
    expect(query.get('sort')).toBe('-kind');
    expect(parseList({ sort: query.get('sort') })).toEqual(turned);
    writeList({ sort: 'when', descending: true, kind: undefined }, query);
    expect(query.toString()).toBe('');
  });
});
