/** The routes of the coverage ledger. */
import { ofUser } from '../common.ts';
import {
  coverageAnswer,
  coverageQuery,
  enrolmentAnswer,
  enrolmentRequest,
  userCoverageAnswer,
  userCoverageQuery,
} from '../coverage.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';

const week = { start: '2026-03-23', end: '2026-03-29' };

export const coverageRoutes = {
  getUserCoverage: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/coverage',
    tag: 'Coverage',
    summary: 'What is here of one user, what is missing, and why',
    description:
      'One entry for each local day from start to end, both included, up to today: its state, how much of it holds heart rate, and what that rests on: samples, pages, how far the device had synced, when the source was last asked, and after a failure the error and the next attempt. With detail=quarters each day has its stretches of one state. With several sources the states are merged: heart rate of any of them before holes. At most two years.',
    params: ofUser,
    query: inRecordableYears(userCoverageQuery),
    answer: userCoverageAnswer,
    answers: 'The days, oldest first',
    errors: ['USER_NOT_FOUND', 'SOURCE_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: { ...week, detail: 'quarters' } },
  },
  getCoverage: {
    ...plain,
    method: 'get',
    path: '/api/coverage',
    tag: 'Coverage',
    summary: 'Who has data on which day, and who has not',
    description:
      'One row a user, one state a local day of theirs, both ends included. Find users by q, keep those with a day in a state, and order them by who has not synced, who fails or who wears the device least. A page holds limit users; pass nextCursor as cursor for the next page, until it is null. At most 92 days.',
    query: inRecordableYears(coverageQuery),
    answer: coverageAnswer,
    answers: 'A page of users',
    example: { query: week },
  },
  setEnrolment: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/enrolment',
    tag: 'Coverage',
    summary: 'From when to when data is expected of a user',
    description:
      'First and last local day, both included; null takes a bound away, and one that is left out stays as it is. Days outside are not expected: they are no holes, and runs do not ask for them. What is stored stays.',
    params: ofUser,
    body: enrolmentRequest,
    answer: enrolmentAnswer,
    answers: 'The bounds as they stand then',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, body: { enrolledOn: '2026-03-01', withdrawnOn: null } },
  },
} satisfies Record<string, DocumentedRoute>;
