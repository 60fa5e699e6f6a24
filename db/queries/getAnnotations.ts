/** Annotations of one user or of several, newest first by where they begin. */
import { and, desc, eq, gt, gte, inArray, lt, or, sql } from 'drizzle-orm';
import type { AnnotationsAnswer } from '#lib/contract/annotations.ts';
import type { AnnotationKind } from '#lib/contract/limits.ts';
import { database } from '../client.ts';
import { annotations } from '../schema/annotations.ts';
import { annotationFromRow } from './annotationRow.ts';
import { getUser } from './getUsers.ts';

export interface AnnotationsQuestion {
  users: readonly string[];
  /** Only those that touch `[start, end)`, ms UTC; open where absent. */
  start?: number | undefined;
  end?: number | undefined;
  kind?: AnnotationKind | undefined;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getAnnotations(question: AnnotationsQuestion): Promise<AnnotationsAnswer> {
  const { users, limit } = question;
  await Promise.all(users.map(getUser));
  const rows = await database()
    .orm.select()
    .from(annotations)
    .where(and(inArray(annotations.userId, [...users]), ...conditions(question)))
    .orderBy(desc(annotations.startedAt), desc(annotations.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map(annotationFromRow);
  const last = page.at(-1);
  return {
    annotations: page,
    nextCursor: rows.length > limit && last ? `${last.start}_${last.id}` : null,
  };
}

function conditions({ start, end, kind, cursor }: AnnotationsQuestion) {
  const { startedAt, endedAt, id } = annotations;
  const [afterMs, afterId] = cursor?.split('_').map(Number) ?? [];
  return [
    kind && eq(annotations.kind, kind),
    end === undefined ? undefined : lt(startedAt, new Date(end)),
    // A moment at the very start of the window is in it; a stretch that ends there is not.
    start === undefined
      ? undefined
      : or(gt(endedAt, new Date(start)), gte(startedAt, new Date(start))),
    afterMs === undefined || afterId === undefined
      ? undefined
      : sql`(${startedAt}, ${id}) < (${new Date(afterMs).toISOString()}::timestamptz, ${afterId})`,
  ];
}
