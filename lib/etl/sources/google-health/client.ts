/** Asks the Google Health API for pages, to the end, within its limits, and says why when it cannot. */
import { setTimeout as after } from 'node:timers/promises';
import type { Authorisation } from '#lib/authorisation.ts';
import { HeartlineError } from '#lib/errors.ts';
import { errorSchema, type Page, pageSchema } from './records.ts';

/** Longest wait for one answer, ms. */
const answerWithin = 30_000;
/** How often one request is sent before the window fails; a run is tried again later anyway. */
const attempts = 4;
/** First pause after a failure, ms; doubled each time. */
const firstPause = 250;
const longestPause = 60_000;
/** The most that the vendor hands over at once. Its own default is 50 for heart rate, so it is always sent. */
const defaultPageSize = 10_000;
/** A page cannot be one of a thousand: a day has 40,000 points. */
const mostPages = 1_000;

export interface Question {
  /** As the path has it: `heart-rate`. */
  dataType: string;
  /** In snake_case, with `>=`, `<` and `AND` only. */
  filter: string;
  /** Several devices as one stream. */
  reconciled?: boolean;
  pageSize?: number;
}

export interface GoogleHealthAccess {
  authorisation: Authorisation;
  signal: AbortSignal;
}

/**
 * Every page of the answer, newest first as the vendor sends them.
 * @throws {HeartlineError} SOURCE_FAILED when a page cannot be had: what was read is not the whole;
 * RECONNECT_NEEDED when the person must connect again.
 */
export async function* pagesOf(
  access: GoogleHealthAccess,
  question: Question,
): AsyncGenerator<Page> {
  const url = addressOf(access.authorisation.baseUrl, question);
  const seen = new Set<string>();
  for (;;) {
    const page = await ask(access, url);
    yield page;
    const token = page.nextPageToken;
    if (!token) return;
    if (seen.has(token) || seen.size >= mostPages) {
      throw failed('Google Health hands out the same pages again and again.');
    }
    seen.add(token);
    url.searchParams.set('pageToken', token);
  }
}

/** The newest point that answers the question; undefined where there is none. */
export async function newestOf(access: GoogleHealthAccess, question: Question): Promise<unknown> {
  for await (const page of pagesOf(access, { ...question, pageSize: 1 })) {
    if (page.dataPoints.length > 0) return page.dataPoints[0];
  }
  return undefined;
}

function addressOf(baseUrl: string, { dataType, filter, reconciled, pageSize }: Question): URL {
  const method = reconciled ? ':reconcile' : '';
  const url = new URL(`${baseUrl}/v4/users/me/dataTypes/${dataType}/dataPoints${method}`);
  url.searchParams.set('filter', filter);
  url.searchParams.set('pageSize', String(pageSize ?? defaultPageSize));
  return url;
}

/** What came of one attempt: an answer, or what to do about it. */
type Outcome =
  | { kind: 'answer'; page: Page }
  | { kind: 'again'; why: string; pauseMs?: number | undefined }
  | { kind: 'new-token'; status: 401 | 403; why: string }
  | { kind: 'slower'; pauseMs: number | undefined; why: string };

async function ask({ authorisation, signal }: GoogleHealthAccess, url: URL): Promise<Page> {
  let refused: string | undefined;
  let refusedStatus = 0;
  let why = '';
  for (let attempt = 0; attempt < attempts; attempt++) {
    await authorisation.turn(signal);
    const token = await authorisation.token(signal, refused);
    const outcome = await send(url, token, signal);
    if (outcome.kind === 'answer') return outcome.page;
    why = outcome.why;
    const pauseMs = Math.min(longestPause, firstPause * 2 ** attempt);
    if (outcome.kind === 'new-token') {
      // A token that was renewed for it and is refused all the same: the token is not what is wrong.
      if (refused !== undefined && refusedStatus === outcome.status) throw stillRefused(outcome);
      refused = token;
      refusedStatus = outcome.status;
    } else if (outcome.kind === 'slower') {
      await authorisation.pause(Math.min(longestPause, outcome.pauseMs ?? 4 * pauseMs));
    } else if (attempt < attempts - 1) {
      await after(pauseMs, undefined, { signal });
    }
  }
  throw failed(`${why} It was asked ${attempts} times; nothing of this day was stored.`);
}

async function send(url: URL, token: string, signal: AbortSignal): Promise<Outcome> {
  const limit = AbortSignal.timeout(answerWithin);
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      // Elsewhere the token has no business.
      redirect: 'error',
      signal: AbortSignal.any([signal, limit]),
    });
    // The text too may be slow or cut off.
    const text = await answer.text();
    return answer.ok ? read(text) : refusalOf(answer, text);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HeartlineError) throw error;
    const why = limit.aborted
      ? `Google Health did not answer within ${answerWithin / 1000} s.`
      : 'The connection to Google Health failed or was cut off.';
    return { kind: 'again', why };
  }
}

function read(text: string): Outcome {
  const parsed = pageSchema.safeParse(jsonOf(text));
  if (parsed.success) return { kind: 'answer', page: parsed.data };
  return { kind: 'again', why: 'Google Health answered something that is no page of points.' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(answer: Response, text: string): Outcome {
  const parsed = errorSchema.safeParse(jsonOf(text));
  const status = parsed.success ? parsed.data.error.status : 'UNKNOWN';
  const reasons = parsed.success
    ? parsed.data.error.details.flatMap(({ reason }) => (reason ? [reason] : []))
    : [];
  // Its own sentence is left out: what a vendor quotes of a request is not ours to keep.
  const why = `Google Health answered ${answer.status} (${[status, ...reasons].join(', ')}).`;
  if (answer.status === 401) return { kind: 'new-token', status: 401, why };
  if (answer.status === 429) return { kind: 'slower', pauseMs: retryAfter(answer), why };
  if (answer.status >= 500) return { kind: 'again', why };
  if (reasons.includes('ACCOUNT_NOT_LINKED')) {
    throw new HeartlineError(
      'RECONNECT_NEEDED',
      'The Google account has no Fitbit or Pixel data linked to it. Link it in the Fitbit app, or connect another account.',
      { details: { status, reasons } },
    );
  }
  const ofProject = reasons.some((reason) => /SERVICE_DISABLED|NOT_CONFIGURED/.test(reason));
  if (answer.status === 403 && !ofProject) return { kind: 'new-token', status: 403, why };
  throw failed(why, { status, reasons });
}

function retryAfter(answer: Response): number | undefined {
  const text = answer.headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function stillRefused({ status, why }: { status: 401 | 403; why: string }): HeartlineError {
  if (status === 401) return failed(`${why} A renewed token was refused as well.`);
  return new HeartlineError(
    'RECONNECT_NEEDED',
    `${why} A renewed token was refused as well, which only connecting again cures.`,
  );
}

function failed(message: string, details?: unknown): HeartlineError {
  return new HeartlineError('SOURCE_FAILED', message, { details });
}
