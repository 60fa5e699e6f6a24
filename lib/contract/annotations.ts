/** Annotations: `/api/users/{id}/annotations[…]` and `GET /api/annotations`. */
import { z } from 'zod';
import { epochMs, instantParam, userIdParam, usersParam } from './common.ts';
import { annotationKinds, maxAnnotations, maxAnnotationText } from './limits.ts';

export const annotationIdParam = z.coerce
  .number()
  .int()
  .positive()
  .meta({ description: 'The annotation’s number', example: 1 });

const annotation = z
  .object({
    id: z.int().positive(),
    userId: userIdParam,
    kind: z.enum(annotationKinds),
    start: epochMs,
    end: epochMs.meta({
      description: 'Milliseconds UTC, not included; equal to start for a moment',
    }),
    text: z.string(),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Annotation', description: 'What somebody says happened, and when' });
export type Annotation = z.infer<typeof annotation>;

/** PostgreSQL's text cannot hold it, and nobody can type it. */
const noNul = (text: string) => !text.includes('\u0000');

export const annotationRequest = z
  .object({
    kind: z.enum(annotationKinds),
    start: instantParam,
    end: instantParam.optional().meta({ description: 'Not included; default: start, a moment' }),
    text: z
      .string()
      .trim()
      .max(maxAnnotationText)
      .refine(noNul, { error: 'must not hold the character U+0000' })
      .default('')
      .meta({ description: 'What happened; a note must say it' }),
  })
  .strict()
  .refine(({ start, end }) => end === undefined || start <= end, {
    error: 'must not be before start',
    path: ['end'],
  })
  .refine(({ kind, text }) => kind !== 'note' || text !== '', {
    error: 'must say something, for it is a note',
    path: ['text'],
  });
/** What is sent: times as ISO 8601. */
export type AnnotationRequest = z.input<typeof annotationRequest>;

const page = {
  start: instantParam.optional().meta({ description: 'Only those that touch the time from here' }),
  end: instantParam.optional().meta({ description: 'Only those that begin before' }),
  kind: z.enum(annotationKinds).optional().meta({ description: 'Only those of this kind' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxAnnotations)
    .default(500)
    .meta({ description: 'How many to answer with at most' }),
  cursor: z
    .string()
    .regex(/^-?\d{1,15}_\d{1,15}$/, { error: 'must be the nextCursor of a page' })
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
};
const order = { error: 'must be after start', path: ['end'] };

function inOrder({ start, end }: { start?: number | undefined; end?: number | undefined }) {
  return start === undefined || end === undefined || start < end;
}

export const annotationsQuery = z.object(page).refine(inOrder, order);

export const annotationsOfUsersQuery = z
  .object({
    ...page,
    users: usersParam,
  })
  .refine(inOrder, order);

export const annotationAnswer = z.object({ annotation });
export type AnnotationAnswer = z.infer<typeof annotationAnswer>;

/** Newest first, by where they begin. */
export const annotationsAnswer = z.object({
  annotations: z.array(annotation),
  nextCursor: z.string().nullable(),
});
export type AnnotationsAnswer = z.infer<typeof annotationsAnswer>;
