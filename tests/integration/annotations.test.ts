/** What people say happened: kept, found by window, paged, changed and taken away. */
import { beforeAll, describe, expect, it } from 'vitest';
import { getAnnotations } from '#db/queries/getAnnotations.ts';
import {
  type AnnotationContent,
  changeAnnotation,
  createAnnotation,
  deleteAnnotation,
} from '#db/queries/writeAnnotation.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';

useSharedDatabase();

const at = Date.parse;
const limit = 500;
let anna: string;
let bert: string;

const stays: AnnotationContent[] = [
  { kind: 'illness', start: at('2026-03-01T00:00:00Z'), end: at('2026-03-08T00:00:00Z'), text: '' },
  { kind: 'medication', start: at('2026-03-08T00:00:00Z'), text: 'One tablet' },
  { kind: 'note', start: at('2026-03-09T12:00:00Z'), text: 'Flew to Tokyo ✈' },
];

beforeAll(async () => {
  anna = (await newUser()).id;
  bert = (await newUser()).id;
  for (const content of stays) await createAnnotation(anna, content);
  await createAnnotation(bert, { kind: 'exercise', start: at('2026-03-08T06:00:00Z'), text: '' });
});

async function textsOf(start: string, end: string): Promise<string[]> {
  const question = { users: [anna], start: at(start), end: at(end), limit };
  const { annotations } = await getAnnotations(question);
  return annotations.map(({ kind }) => kind);
}

describe('annotations', () => {
  it('are found by every window they touch: a stretch without its end, a moment at its instant', async () => {
    expect(await textsOf('2026-03-07T23:59:59Z', '2026-03-08T00:00:00Z')).toEqual(['illness']);
    expect(await textsOf('2026-03-08T00:00:00Z', '2026-03-08T00:00:01Z')).toEqual(['medication']);
    expect(await textsOf('2026-03-02T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      'note',
      'medication',
      'illness',
    ]);
    expect(await textsOf('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual([]);
  });

  it('come newest first, over all the users asked for and over all pages, each once', async () => {
    const users = [anna, bert];
    const all = (await getAnnotations({ users, limit })).annotations.map(({ id }) => id);
    expect(all).toHaveLength(4);
    const paged: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await getAnnotations({ users, limit: 1, cursor: cursor ?? undefined });
      paged.push(...page.annotations.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
  });

  it('are changed as a whole, and only by their own user', async () => {
    const start = at('2026-04-01T08:00:00Z');
    const made = await createAnnotation(bert, { kind: 'note', start, text: 'Slept badly' });
    const content = { kind: 'exercise', start, end: start + 1_800_000, text: 'Swam' } as const;
    const changed = await changeAnnotation(bert, made.id, content);
    expect(changed).toMatchObject({ id: made.id, userId: bert, ...content });
    expect(changed.updatedAt).toBeGreaterThanOrEqual(made.updatedAt);
    await expect(changeAnnotation(anna, made.id, content)).rejects.toMatchObject({
      code: 'ANNOTATION_NOT_FOUND',
    });
    await expect(deleteAnnotation(anna, made.id)).rejects.toMatchObject({
      code: 'ANNOTATION_NOT_FOUND',
    });
    expect(await deleteAnnotation(bert, made.id)).toEqual(changed);
    await expect(deleteAnnotation(bert, made.id)).rejects.toMatchObject({
      code: 'ANNOTATION_NOT_FOUND',
    });
  });

  it('go with their user', async () => {
    const { id } = await newUser();
    await createAnnotation(id, { kind: 'device-off', start: 0, text: '' });
    const { sql } = testDatabase();
    await sql`delete from users where id = ${id}`;
    expect(await sql`select 1 from annotations where user_id = ${id}`).toHaveLength(0);
  });
});
