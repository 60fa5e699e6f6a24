/** An annotation's row as the contract has it. */
import type { Annotation } from '#lib/contract/annotations.ts';
import type { annotations } from '../schema/annotations.ts';

export function annotationFromRow(row: typeof annotations.$inferSelect): Annotation {
  const { id, userId, kind, startedAt, endedAt, text, createdAt, updatedAt } = row;
  return {
    id,
    userId,
    kind,
    start: startedAt.getTime(),
    end: endedAt.getTime(),
    text,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
  };
}
