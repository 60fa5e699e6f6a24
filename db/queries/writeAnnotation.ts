/** Making, changing and deleting an annotation. */
import { and, eq, sql } from 'drizzle-orm';
import type { Annotation } from '#lib/contract/annotations.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { annotations } from '../schema/annotations.ts';
import { annotationFromRow } from './annotationRow.ts';
import { getUser } from './getUsers.ts';

/** What can be said of an annotation; ms UTC, and `end` is `start` where it is absent. */
export interface AnnotationContent extends Pick<Annotation, 'kind' | 'start' | 'text'> {
  end?: number | undefined;
}

function columnsOf({ kind, start, end = start, text }: AnnotationContent) {
  return { kind, startedAt: new Date(start), endedAt: new Date(end), text };
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function createAnnotation(
  userId: string,
  content: AnnotationContent,
): Promise<Annotation> {
  await getUser(userId);
  const rows = await database()
    .orm.insert(annotations)
    .values({ userId, ...columnsOf(content) })
    .returning();
  return only(rows, userId);
}

/** @throws {HeartlineError} USER_NOT_FOUND, ANNOTATION_NOT_FOUND. */
export async function changeAnnotation(
  userId: string,
  id: number,
  content: AnnotationContent,
): Promise<Annotation> {
  await getUser(userId);
  const rows = await database()
    .orm.update(annotations)
    .set({ ...columnsOf(content), updatedAt: sql`now()` })
    .where(and(eq(annotations.userId, userId), eq(annotations.id, id)))
    .returning();
  return only(rows, userId, id);
}

/** @returns what it was. @throws {HeartlineError} USER_NOT_FOUND, ANNOTATION_NOT_FOUND. */
export async function deleteAnnotation(userId: string, id: number): Promise<Annotation> {
  await getUser(userId);
  const rows = await database()
    .orm.delete(annotations)
    .where(and(eq(annotations.userId, userId), eq(annotations.id, id)))
    .returning();
  return only(rows, userId, id);
}

function only(rows: (typeof annotations.$inferSelect)[], userId: string, id?: number): Annotation {
  const [row] = rows;
  if (row) return annotationFromRow(row);
  throw new HeartlineError(
    'ANNOTATION_NOT_FOUND',
    `The user "${userId}" has no annotation ${id}. It may have been deleted; GET /api/users/${userId}/annotations lists those there are.`,
  );
}
