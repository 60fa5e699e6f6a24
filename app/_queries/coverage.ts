/** Sets from when to when data is expected of a user. */
import type { EnrolmentAnswer, EnrolmentRequest } from '#lib/contract/coverage.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isEnrolment = answerWith<EnrolmentAnswer>('userId', 'enrolledOn', 'withdrawnOn');

export function setEnrolment(userId: string, body: EnrolmentRequest): Promise<EnrolmentAnswer> {
  return fetchJson(`/api/users/${encodeURIComponent(userId)}/enrolment`, isEnrolment, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
