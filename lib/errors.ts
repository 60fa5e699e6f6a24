/**
 * Errors that a person can act on: a code for programs, a sentence for people (what was wrong,
 * where, and what to do). Anything else that is thrown is a defect and answers 500.
 */

/** Every code there is, with the HTTP status it answers with and the exit code a command ends with. */
export const errorCodes = {
  INVALID_CONFIGURATION: { status: 500, exitCode: 78 },
  INVALID_INPUT: { status: 400, exitCode: 64 },
  CROSS_SITE_REFUSED: { status: 403, exitCode: 77 },
  ROUTE_NOT_FOUND: { status: 404, exitCode: 64 },
  METHOD_NOT_ALLOWED: { status: 405, exitCode: 64 },
  PAYLOAD_TOO_LARGE: { status: 413, exitCode: 65 },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, exitCode: 65 },
  RESOLUTION_REFUSED: { status: 422, exitCode: 64 },
  USER_NOT_FOUND: { status: 404, exitCode: 64 },
  RUN_NOT_FOUND: { status: 404, exitCode: 64 },
  ANNOTATION_NOT_FOUND: { status: 404, exitCode: 64 },
  /** There is nothing to cancel any more. */
  RUN_FINISHED: { status: 409, exitCode: 65 },
  /** Somebody asked the run to stop, and it did. Never retried. */
  RUN_CANCELLED: { status: 409, exitCode: 130 },
  IMPORT_NOT_FOUND: { status: 404, exitCode: 64 },
  /** It is not in a state in which this can be done: begun, ended, or its files are gone. */
  IMPORT_STATE: { status: 409, exitCode: 65 },
  /** Its files could not be imported; its record says why. */
  IMPORT_FAILED: { status: 422, exitCode: 1 },
  SOURCE_NOT_FOUND: { status: 422, exitCode: 64 },
  SOURCE_MISMATCH: { status: 409, exitCode: 64 },
  SOURCE_FAILED: { status: 502, exitCode: 69 },
  /** The vendor's authorisation has ended for good: only the person can give it again. Never retried. */
  RECONNECT_NEEDED: { status: 409, exitCode: 77 },
  /** What connecting an account needs is not configured. */
  CONNECTING_UNAVAILABLE: { status: 503, exitCode: 78 },
  CONNECT_LINK_INVALID: { status: 410, exitCode: 65 },
  /** The vendor's answer does not belong to a connecting that this browser began. */
  CONNECT_REFUSED: { status: 409, exitCode: 77 },
  /** A webhook that its vendor did not send, or cannot be shown to have sent. */
  WEBHOOK_UNAUTHORISED: { status: 401, exitCode: 77 },
  /** Whether the vendor sent a webhook cannot be told at the moment; it is to be sent again. */
  WEBHOOK_UNAVAILABLE: { status: 503, exitCode: 69 },
  USER_EXISTS: { status: 409, exitCode: 65 },
  FILE_UNREADABLE: { status: 422, exitCode: 66 },
  /** Nobody is there who would do what is put into the queue. */
  WORKER_AWAY: { status: 503, exitCode: 69 },
  DATABASE_AWAY: { status: 503, exitCode: 69 },
  TIMESCALEDB_MISSING: { status: 503, exitCode: 69 },
  DATA_FOLDER_LOCKED: { status: 503, exitCode: 73 },
  DATA_FOLDER_UNUSABLE: { status: 503, exitCode: 73 },
  PORT_TAKEN: { status: 503, exitCode: 69 },
  CANCELLED: { status: 409, exitCode: 130 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export class HeartlineError extends Error {
  override readonly name = 'HeartlineError';
  readonly code: ErrorCode;
  /** What a program may want to read besides the sentence: field paths, limits, line numbers. */
  readonly details: unknown;

  /** @param message one sentence or two: what was wrong, where, and what to do. */
  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}

/** The sentence of whatever was thrown, for logs and run records. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
