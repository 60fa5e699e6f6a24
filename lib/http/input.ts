/** Reading what a request asks: path, query and body, each by its schema, all problems at once. */
import type { z } from 'zod';
import { HeartlineError } from '#lib/errors.ts';

/** The largest body that is read, in bytes. */
export const maxBodyBytes = 64 * 1024;
const maxProblems = 20;
const maxQuoted = 80;

interface Problem {
  /** The parameter or field, with dots where it lies within another; empty for the whole. */
  path: string;
  message: string;
}

/**
 * The query parameters. An empty parameter (`?user=`) is an absent one; a repeated or unknown one
 * is refused, so that a misspelt name is never silently ignored.
 * @throws {HeartlineError} INVALID_INPUT with a {@link Problem} for each parameter that is wrong.
 */
export function parseQuery<S extends z.ZodObject>(schema: S, url: string): z.output<S> {
  const { searchParams } = new URL(url);
  const known = Object.keys(schema.shape);
  const problems: Problem[] = [];
  const values: Record<string, string> = {};
  for (const name of new Set(searchParams.keys())) {
    const [value = '', ...more] = searchParams.getAll(name);
    if (!known.includes(name)) problems.push({ path: quoted(name), message: unknownName(known) });
    else if (more.length > 0) problems.push({ path: name, message: 'is given more than once' });
    else if (value !== '') values[name] = value;
  }
  if (problems.length > 0) throw invalid('query', problems);
  return parse(schema, values, 'query', (problem) => withPlusHint(problem, values));
}

/**
 * The dynamic segments of the path, decoded.
 * @throws {HeartlineError} INVALID_INPUT
 */
export function parsePath<S extends z.ZodObject>(schema: S, segments: unknown): z.output<S> {
  return parse(schema, segments, 'path');
}

/**
 * The JSON body of a request, not checked yet; an empty one reads as `{}`.
 * @throws {HeartlineError} UNSUPPORTED_MEDIA_TYPE unless it is declared as JSON, PAYLOAD_TOO_LARGE
 * beyond {@link maxBodyBytes}, INVALID_INPUT when it is no JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const declared = request.headers.get('content-type');
  // Checked even when the body is empty: a form of another site can post other types unasked.
  if (declared !== null && mediaType(declared) !== 'application/json') throw notJson(declared);
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (declared === null) throw notJson('not given');
  return decode(bytes);
}

/** @throws {HeartlineError} INVALID_INPUT */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  return parse(schema, body, 'body');
}

function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

function notJson(declared: string): HeartlineError {
  return new HeartlineError(
    'UNSUPPORTED_MEDIA_TYPE',
    `The body is read as JSON only, and its content type is “${quoted(declared)}”. Send the header "content-type: application/json", or no body.`,
  );
}

/** The body's bytes. @throws {HeartlineError} PAYLOAD_TOO_LARGE beyond {@link maxBodyBytes}. */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > maxBodyBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): HeartlineError {
  return new HeartlineError(
    'PAYLOAD_TOO_LARGE',
    `The body is larger than ${maxBodyBytes / 1024} kB; no request here needs more than a few hundred bytes.`,
    { details: { maxBytes: maxBodyBytes } },
  );
}

function decode(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new HeartlineError(
      'INVALID_INPUT',
      'The body is no JSON document in UTF-8. Send one such as {"full": true}, or no body.',
      { cause, details: [{ path: '', message: 'is no JSON' }] },
    );
  }
}

function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: 'query' | 'path' | 'body',
  refine: (problem: Problem) => Problem = (problem) => problem,
): z.output<S> {
  const parsed = schema.safeParse(value, { error: phrase });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    refine({ path: quoted(path.join('.')), message }),
  );
  throw invalid(where, problems);
}

function invalid(where: 'query' | 'path' | 'body', problems: Problem[]): HeartlineError {
  const shown = problems.slice(0, maxProblems);
  const sentences = shown.map(({ path, message }) => `${path || 'the whole'} ${message}`);
  if (problems.length > shown.length) {
    sentences.push(`and ${problems.length - shown.length} more problems`);
  }
  return new HeartlineError(
    'INVALID_INPUT',
    `The request’s ${where} is wrong: ${sentences.join('; ')}. See /docs for what it may hold.`,
    { details: shown },
  );
}

/** Wording for what the schemas do not word themselves; it follows the parameter’s name. */
const phrase: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      return `must ${sized(issue.origin)} ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `must ${sized(issue.origin)} ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'unrecognized_keys':
      return `has unknown fields: ${issue.keys.slice(0, maxProblems).map(quoted).join(', ')}`;
    default:
      return undefined;
  }
};

function sized(origin: string): string {
  return origin === 'array' || origin === 'string' ? 'hold' : 'be';
}

function unknownName(known: string[]): string {
  return known.length === 0
    ? 'is unknown here: this route takes no parameters'
    : `is unknown here; there is ${known.join(', ')}`;
}

/** In a URL a bare `+` means a space: `…T00:00:00+01:00` then arrives without its sign. */
function withPlusHint(problem: Problem, values: Record<string, string>): Problem {
  const lostPlus = /T[\d:.]+ \d\d:\d\d$/.test(values[problem.path] ?? '');
  return lostPlus
    ? { ...problem, message: `${problem.message} (in a URL, write the "+" as %2B)` }
    : problem;
}

function quoted(text: string): string {
  return text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text;
}
