/** Questions of the coverage ledger that must be refused, and enrolments that cannot be. */
import type { RouteName } from '#lib/contract/routes.ts';
import { type ApiCall, type ApiWorld, json, sqlish } from './call.ts';

export function badCoverage(world: ApiWorld): ApiCall[] {
  return [...badQuestions(world), ...badEnrolments(world)];
}

function badQuestions({ users, startDate, endDate }: ApiWorld): ApiCall[] {
  const ofUser = `/api/users/${users[0]}/coverage`;
  const days = `start=${startDate}&end=${endDate}`;
  const backwards = `start=${endDate}&end=${startDate}`;
  const refused = (
    name: string,
    route: RouteName,
    url: string,
    [status, code]: [number, string] = [400, 'INVALID_INPUT'],
  ): ApiCall => {
    return { name: `coverage with ${name} (${route})`, route, method: 'GET', url, status, code };
  };
  return [
    refused('an end before its start', 'getUserCoverage', `${ofUser}?${backwards}`),
    refused('an end before its start', 'getCoverage', `/api/coverage?${backwards}`),
    refused('three years', 'getUserCoverage', `${ofUser}?start=2023-01-01&end=2025-12-31`),
    refused('a year of everybody', 'getCoverage', '/api/coverage?start=2025-01-01&end=2025-12-31'),
    refused('a page of 201', 'getCoverage', `/api/coverage?${days}&limit=201`),
    refused('a source the user has not', 'getUserCoverage', `${ofUser}?${days}&source=fitbit`, [
      422,
      'SOURCE_NOT_FOUND',
    ]),
  ];
}

function badEnrolments({ users }: ApiWorld): ApiCall[] {
  const enrolment = (name: string, body: object): ApiCall => ({
    name: `an enrolment with ${name}`,
    route: 'setEnrolment',
    method: 'POST',
    headers: json,
    url: `/api/users/${users[0]}/enrolment`,
    body: JSON.stringify(body),
    status: 400,
    code: 'INVALID_INPUT',
  });
  return [
    enrolment('an impossible day', { enrolledOn: '2026-02-30', withdrawnOn: null }),
    enrolment('an end before its start', { enrolledOn: '2026-03-02', withdrawnOn: '2026-03-01' }),
    enrolment('an unknown field', { enrolledOn: null, withdrawnOn: null, name: 'x' }),
    enrolment('an SQL-ish day', { enrolledOn: sqlish }),
  ];
}
