/** The routes of annotations. */
import {
  annotationAnswer,
  annotationIdParam,
  annotationRequest,
  annotationsAnswer,
  annotationsOfUsersQuery,
  annotationsQuery,
} from '../annotations.ts';
import { ofUser } from '../common.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';

const ofAnnotation = ofUser.extend({ annotation: annotationIdParam });
const run = {
  kind: 'exercise',
  start: '2026-03-29T07:00:00Z',
  end: '2026-03-29T07:45:00Z',
  text: 'Easy run',
};

export const annotationRoutes = {
  getAnnotations: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/annotations',
    tag: 'Annotations',
    summary: 'Annotations of one user',
    description:
      'What was written to stretches or moments of the user’s data, newest first by where they begin. start and end choose those that touch the window, kind those of a kind. A page holds limit annotations; pass nextCursor as cursor for the next page, until it is null.',
    params: ofUser,
    query: inRecordableYears(annotationsQuery),
    answer: annotationsAnswer,
    answers: 'A page of annotations',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  getAnnotationsOfUsers: {
    ...plain,
    method: 'get',
    path: '/api/annotations',
    tag: 'Annotations',
    summary: 'Annotations of several users',
    description:
      'The same for several users at once, newest first over all of them: what a comparison shows, and what it can be aligned by.',
    query: inRecordableYears(annotationsOfUsersQuery),
    answer: annotationsAnswer,
    answers: 'A page of annotations',
    errors: ['USER_NOT_FOUND'],
    example: { query: { users: 'user1,user2' } },
  },
  createAnnotation: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/annotations',
    tag: 'Annotations',
    summary: 'Annotate a stretch or a moment',
    description:
      'Writes down what happened from start to before end, or at start where end is absent: exercise, illness, medication, device-off or a note. Samples and figures stay as they are.',
    params: ofUser,
    body: inRecordableYears(annotationRequest),
    status: 201,
    answer: annotationAnswer,
    answers: 'The annotation',
    headers: { Location: 'Address of the annotation' },
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, body: run },
  },
  changeAnnotation: {
    ...plain,
    method: 'put',
    path: '/api/users/{id}/annotations/{annotation}',
    tag: 'Annotations',
    summary: 'Change an annotation',
    description:
      'Replaces kind, times and text by those of the body; what the body leaves out takes its default, as when it was made.',
    params: ofAnnotation,
    body: inRecordableYears(annotationRequest),
    answer: annotationAnswer,
    answers: 'The annotation as it stands then',
    errors: ['USER_NOT_FOUND', 'ANNOTATION_NOT_FOUND'],
    example: { params: { id: 'user1', annotation: '1' }, body: { ...run, text: 'Easy run, wind' } },
  },
  deleteAnnotation: {
    ...plain,
    method: 'delete',
    path: '/api/users/{id}/annotations/{annotation}',
    tag: 'Annotations',
    summary: 'Delete an annotation',
    description:
      'Takes the annotation away and answers with what it was, so that it can be made again.',
    params: ofAnnotation,
    answer: annotationAnswer,
    answers: 'What it was',
    errors: ['USER_NOT_FOUND', 'ANNOTATION_NOT_FOUND'],
    example: { params: { id: 'user1', annotation: '1' } },
  },
} satisfies Record<string, DocumentedRoute>;
