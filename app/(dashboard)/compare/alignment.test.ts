import { describe, expect, it } from 'vitest';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { User } from '#lib/contract/users.ts';
import {
  align,
  extentOf,
  firstWindow,
  groupsOf,
  parseAlignment,
  parseAnchors,
  shifted,
} from './alignment.ts';

const at = Date.parse;
const hour = 3_600_000;

function userIn(id: string, timeZone: string): User {
  const [firstSample, lastSample] = [at('2026-03-01T00:00:00Z'), at('2026-04-30T00:00:00Z')];
  const of = { source: 'synthetic', sources: ['synthetic'], sampleCount: 1 };
  return { id, name: id, timeZone, firstSample, lastSample, ...of };
}

function noted(id: number, userId: string, kind: Annotation['kind'], start: string): Annotation {
  const times = { start: at(start), end: at(start), createdAt: 0, updatedAt: 0 };
  return { id, userId, kind, text: '', ...times };
}

const users = [userIn('anna', 'Europe/London'), userIn('bert', 'Asia/Kolkata')];
const annotations = [
  noted(4, 'anna', 'illness', '2026-04-10T08:00:00Z'),
  noted(3, 'bert', 'exercise', '2026-04-01T08:00:00Z'),
  noted(2, 'anna', 'exercise', '2026-03-20T08:00:00Z'),
  noted(1, 'anna', 'exercise', '2026-03-10T08:00:00Z'),
];
const question = { users, annotations, anchors: [], middle: at('2026-06-01T12:00:00Z') };

describe('the same instants', () => {
  it('shift nobody and ask for all of them at once', () => {
    const { aligned, missing } = align({ ...question, alignment: 'instant' });
    expect(aligned.map(({ shift }) => shift)).toEqual([0, 0]);
    expect(missing).toEqual([]);
    expect(groupsOf(aligned, 'instant')).toEqual([{ ids: ['anna', 'bert'], shift: 0 }]);
  });
});

describe('the same local time', () => {
  it('puts noon of each above noon of the other, by the offsets of that season', () => {
    const noon = (middle: string) =>
      align({ ...question, alignment: 'local', middle: at(middle) }).aligned.map(
        ({ shift }) => at(middle) + shift,
      );
    expect(noon('2026-06-01T12:00:00Z')).toEqual([
      at('2026-06-01T12:00:00+01:00'),
      at('2026-06-01T12:00:00+05:30'),
    ]);
    expect(noon('2026-12-01T12:00:00Z')[0]).toBe(at('2026-12-01T12:00:00Z'));
  });

  it('takes the offset that the clocks themselves have, on the day of a change too', () => {
    // London's clocks show 02:30 an hour and a half after midnight, once, in summer time.
    const { aligned } = align({
      ...question,
      alignment: 'local',
      middle: at('2026-03-29T02:30:00Z'),
    });
    expect(at('2026-03-29T02:30:00Z') + (aligned[0]?.shift ?? 0)).toBe(at('2026-03-29T01:30:00Z'));
  });
});

describe('hours since an annotation', () => {
  it('count from each one’s latest of the kind, or from the one chosen', () => {
    const anchorsOf = (anchors: number[]) =>
      align({ ...question, alignment: 'exercise', anchors }).aligned.map(
        ({ anchor }) => anchor?.id,
      );
    expect(anchorsOf([])).toEqual([2, 3]);
    expect(anchorsOf([1, 999])).toEqual([1, 3]);
  });

  it('leave out who has none of the kind, and name them', () => {
    const { aligned, missing } = align({ ...question, alignment: 'illness' });
    expect(aligned.map(({ user }) => user.id)).toEqual(['anna']);
    expect(missing.map(({ id }) => id)).toEqual(['bert']);
  });

  it('begin six hours before and reach four weeks at the most', () => {
    const { aligned } = align({ ...question, alignment: 'exercise' });
    const extent = extentOf(aligned, 'exercise');
    expect(extent).toEqual({ start: -28 * 24 * hour, end: 28 * 24 * hour });
    expect(firstWindow(extent, 'exercise')).toEqual({ start: -6 * hour, end: 24 * hour });
  });

  it('ask for each user’s own stretch', () => {
    const { aligned } = align({ ...question, alignment: 'exercise' });
    expect(groupsOf(aligned, 'exercise')).toEqual([
      { ids: ['anna'], shift: at('2026-03-20T08:00:00Z') },
      { ids: ['bert'], shift: at('2026-04-01T08:00:00Z') },
    ]);
  });
});

describe('an answer in drawn time', () => {
  it('has its times shifted and nothing else', () => {
    const head = {
      userId: 'anna',
      timeZone: 'Asia/Kolkata',
      start: 0,
      end: 9,
      unit: 'bpm',
    } as const;
    const answer = { ...head, resolution: 'raw' as const, t: [5, 7], value: [60, 61] };
    expect(shifted(answer, 5)).toMatchObject({ t: [0, 2], value: [60, 61] });
    expect(shifted(answer, 0)).toBe(answer);
  });
});

describe('the address', () => {
  it('names what they are aligned by', () => {
    expect(parseAlignment('illness')).toBe('illness');
    expect(parseAlignment('moon')).toBe('instant');
    expect(parseAnchors('3,x,-1,17')).toEqual([3, 17]);
    expect(parseAnchors(undefined)).toEqual([]);
  });
});
