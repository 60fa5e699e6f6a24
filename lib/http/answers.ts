/** The one place where answers are made, and where errors become answers. */
import { randomUUID } from 'node:crypto';
import { env } from '#lib/env.ts';
import { type ErrorCode, errorCodes, HeartlineError } from '#lib/errors.ts';
import { createLog, type Log } from '#lib/log.ts';

/** Health data stays out of every cache. */
const uncached = { 'cache-control': 'no-store' };

/** @param options.status HTTP status, 200 unless told. */
export function jsonAnswer(
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return Response.json(body, {
    status: options.status ?? 200,
    headers: { ...uncached, ...options.headers },
  });
}

/**
 * A stream of UTF-8 text. The first chunk is waited for, so that what fails before it is thrown
 * here; a failure after it breaks the connection off.
 */
export async function streamAnswer(
  chunks: AsyncIterable<string>,
  options: { status: number; headers: Record<string, string> },
): Promise<Response> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> | undefined = Promise.resolve(first);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const step = await (next ?? iterator.next());
      next = undefined;
      if (step.done) controller.close();
      else controller.enqueue(encoder.encode(step.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    status: options.status,
    headers: { ...uncached, ...options.headers },
  });
}

/**
 * What was thrown as `{"error":{"code","message","details"}}`. Coded errors answer with their own
 * status and sentence, a lost database with 503; anything else is a defect: it is logged under a
 * reference, and the answer tells the reference only.
 */
export function errorAnswer(
  error: unknown,
  { headers = {}, log }: { headers?: Record<string, string>; log?: Pick<Log, 'error'> } = {},
): Response {
  if (error instanceof HeartlineError) {
    const { code, message, details } = error;
    return coded(code, message, details, headers);
  }
  if (isDatabaseAway(error)) {
    return coded(
      'DATABASE_AWAY',
      'The database cannot be reached at the moment. Try again in a few seconds; if it stays away, see the log of the server.',
      undefined,
      { ...headers, 'retry-after': '5' },
    );
  }
  const reference = randomUUID();
  (log ?? webLog()).error({ err: error, reference }, 'a request failed unexpectedly');
  const message = `Something went wrong on the server. Its log has the particulars under reference ${reference}.`;
  return jsonAnswer(
    { error: { code: 'INTERNAL', message, details: { reference } } },
    { status: 500, headers },
  );
}

let cachedLog: Log | undefined;

function webLog(): Log {
  cachedLog ??= createLog('web', env().logFormat);
  return cachedLog;
}

function coded(
  code: ErrorCode,
  message: string,
  details: unknown,
  headers: Record<string, string>,
): Response {
  return jsonAnswer(
    { error: { code, message, details } },
    { status: errorCodes[code].status, headers },
  );
}

/** Codes of Node's sockets and of postgres.js that mean: no connection, or it was lost. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
]);

/** SQLSTATE: connection exceptions (08…), server shutting down or starting (57P0…), no free slot. */
const awayStates = /^(08...|57P0.|53300)$/;

function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (connectionCodes.has(code) || awayStates.test(code)) return true;
  if (error instanceof AggregateError) {
    return error.errors.some((part) => isDatabaseAway(part, depth + 1));
  }
  return isDatabaseAway(error.cause, depth + 1);
}
