/** The Health API: identity, settings and pages of data points, with the faults a test asked for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dribble, errorOf, refuse, send } from './answers.ts';
import type { SimulatedGoogle } from './google.ts';
import type { Grants } from './grants.ts';
import type { SimulatedPerson } from './person.ts';
import { sliceOf } from './points.ts';

interface Answer {
  status: number;
  body: object;
}

export function api(
  google: SimulatedGoogle,
  grants: Grants,
  asked: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { counts } = google;
  counts.requests += 1;
  const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
  const person = google.people.get(grants.bearer(bearer) ?? '');
  const fault = person
    ? google.fault(asked.pathname, asked.searchParams.get('filter') ?? '')
    : 'unauthenticated';
  if (fault) counts.faults += 1;
  if (fault === 'token-dies' && person) grants.endAuthorisation(person.accountId);
  // In seconds or as a date, by turns.
  const retryAfter = counts.faults % 2 === 0 ? '0' : new Date(Date.now() + 300).toUTCString();
  if (!person || (fault && fault !== 'slow')) {
    refuse(response, fault && fault !== 'slow' ? fault : 'unauthenticated', retryAfter);
    return;
  }
  const { status, body } = answerTo(google, person, asked);
  if (fault === 'slow') dribble(response, status, body);
  else send(response, status, body);
}

function answerTo(google: SimulatedGoogle, person: SimulatedPerson, asked: URL): Answer {
  const { accountId, timeZone } = person;
  if (asked.pathname === '/v4/users/me/identity') {
    return { status: 200, body: { healthUserId: accountId, legacyUserId: 'ABC123' } };
  }
  if (asked.pathname === '/v4/users/me/settings') {
    const name = `users/${accountId}/settings`;
    return { status: 200, body: { name, timeZone, languageLocale: 'en_GB' } };
  }
  const path = /^\/v4\/users\/me\/dataTypes\/([a-z-]+)\/dataPoints(:reconcile)?$/.exec(
    asked.pathname,
  );
  if (!path?.[1]) return { status: 404, body: errorOf(404, 'NOT_FOUND') };
  return pageOf(google, person, path[1], path[2] !== undefined, asked.searchParams);
}

function pageOf(
  google: SimulatedGoogle,
  person: SimulatedPerson,
  dataType: string,
  reconciled: boolean,
  asked: URLSearchParams,
): Answer {
  const filter = asked.get('filter') ?? '';
  google.filters.push(`${dataType}: ${filter}`);
  const bounds = boundsOf(filter, dataType);
  if (!bounds) {
    const body = errorOf(400, 'INVALID_ARGUMENT', 'INVALID_DATA_POINT_FILTER');
    return { status: 400, body };
  }
  const size = Math.min(google.largestPage, Number(asked.get('pageSize') ?? 50));
  const from = Number(asked.get('pageToken') ?? 0);
  const slice = { reconciled, offset: from, size };
  const { points: dataPoints, total } = sliceOf(person, dataType, bounds.from, bounds.to, slice);
  // Now and then the last page is an empty object.
  const more = from + size < total || (dataPoints.length > 0 && total % 2 === 0);
  const body = {
    ...(dataPoints.length > 0 && { dataPoints }),
    ...(more && { nextPageToken: String(from + size) }),
  };
  return { status: 200, body };
}

function boundsOf(filter: string, dataType: string): { from: string; to: string } | undefined {
  const field =
    {
      'heart-rate': 'heart_rate.sample_time.physical_time',
      'time-in-heart-rate-zone': 'time_in_heart_rate_zone.interval.start_time',
    }[dataType] ?? `${dataType.replaceAll('-', '_')}.date`;
  const bounds = { from: '0000', to: '9999-12-31T00:00:00Z' };
  for (const part of filter.split(' AND ')) {
    const [, name, operator, value] = /^(\S+) (>=|<) "([^"]+)"$/.exec(part) ?? [];
    if (name !== field || value === undefined) return undefined;
    if (operator === '>=') bounds.from = value;
    else bounds.to = value;
  }
  return bounds;
}
