/** Asks our own routes, and holds every answer against its contract. */
import type { z } from 'zod';
import { errorBody } from '#lib/contract/common.ts';

/** An answer that was no success: the route's own code and sentence, or what the network said. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** The route's error code; `UNREACHABLE` without an answer, `UNREADABLE` for one that breaks its contract. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * @param url path and query of a route of ours.
 * @throws {RequestError} with the route's code, or UNREACHABLE or UNREADABLE.
 * @throws {DOMException} AbortError when the signal says so.
 */
export async function fetchJson<Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.infer<Schema>> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestError('UNREACHABLE', 'Heartline’s server does not answer. Is it running?');
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RequestError('UNREADABLE', `The answer of ${url} does not keep to its contract.`);
}

function refusal(status: number, body: unknown): RequestError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success)
    return new RequestError('INTERNAL', `The server answered ${status}.`, status);
  return new RequestError(parsed.data.error.code, parsed.data.error.message, status);
}

/** A mistake of the question is not mended by asking again; an absent server may be. */
export function worthRetrying(failures: number, error: Error): boolean {
  const lasting = error instanceof RequestError && error.status >= 400 && error.status < 500;
  return !lasting && failures < 2;
}
