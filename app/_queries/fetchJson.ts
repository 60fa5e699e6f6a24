/**
 * Asks our own routes. They are typed by the contract and tested against its schemas on the server;
 * here only the outline is held against it, so that no schema has to travel to the browser.
 */
import type { ErrorBody } from '#lib/contract/common.ts';

/** An answer that was no success: the route's own code and sentence, or what the network said. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** The route's error code; `UNREACHABLE` without an answer, `UNREADABLE` for one that is another's. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export type Check<Answer> = (body: unknown) => body is Answer;

/** The check of an answer's outline: an object that has all the keys named. */
export function answerWith<Answer extends object>(...keys: (keyof Answer)[]): Check<Answer> {
  return (body): body is Answer =>
    typeof body === 'object' && body !== null && keys.every((key) => key in body);
}

const isErrorBody = answerWith<ErrorBody>('error');

/**
 * @param url path and query of a route of ours.
 * @param check of the answer's outline, from {@link answerWith}.
 * @throws {RequestError} with the route's code, or UNREACHABLE or UNREADABLE.
 * @throws {DOMException} AbortError when the signal says so.
 */
export async function fetchJson<Answer>(
  url: string,
  check: Check<Answer>,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestError('UNREACHABLE', 'Heartline’s server does not answer. Is it running?');
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response.status, body);
  if (check(body)) return body;
  throw new RequestError('UNREADABLE', `The answer of ${url} does not keep to its contract.`);
}

function refusal(status: number, body: unknown): RequestError {
  if (!isErrorBody(body)) {
    return new RequestError('INTERNAL', `The server answered ${status}.`, status);
  }
  return new RequestError(body.error.code, body.error.message, status);
}

/** A mistake of the question is not mended by asking again; an absent server may be. */
export function worthRetrying(failures: number, error: Error): boolean {
  const lasting = error instanceof RequestError && error.status >= 400 && error.status < 500;
  return !lasting && failures < 2;
}
