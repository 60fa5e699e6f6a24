/** Where files are uploaded, by the tus protocol: pieces in, no JSON but in refusals. */
import { database } from '#db/client.ts';
import { requestCheck } from '#jobs/importQueue.ts';
import { env } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import { errorAnswer } from '#lib/http/answers.ts';
import { refuseCrossSite } from '#lib/http/sameOrigin.ts';
import { uploadServer } from '#lib/imports/uploads.ts';

let server: ReturnType<typeof uploadServer> | undefined;

function theServer(): ReturnType<typeof uploadServer> {
  const { dataDir, uploadLimit } = env();
  server ??= uploadServer({ database, dataDir, limit: uploadLimit, uploaded: requestCheck });
  return server;
}

async function handle(request: Request): Promise<Response> {
  try {
    refuseCrossSite(request);
    const answer = await (await theServer()).handleWeb(request);
    answer.headers.set('cache-control', 'no-store');
    return answer.status < 400 ? answer : await inJson(answer);
  } catch (error) {
    return errorAnswer(error);
  }
}

/** The server refuses what is not tus in plain words. */
async function inJson(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  const text = await answer.text();
  if (text.startsWith('{"error":')) return new Response(text, { status: answer.status, headers });
  const refused = errorAnswer(
    new HeartlineError(
      'INVALID_INPUT',
      `This address takes uploads by the tus protocol, version 1.0.0 (${text.trim() || answer.status}).`,
    ),
  );
  return new Response(await refused.text(), { status: answer.status, headers });
}

async function refuse(request: Request): Promise<Response> {
  const answer = errorAnswer(
    new HeartlineError(
      'METHOD_NOT_ALLOWED',
      `Uploads do not answer to ${request.method}; they take POST, HEAD, PATCH and DELETE of the tus protocol.`,
    ),
  );
  answer.headers.set('allow', 'POST, HEAD, PATCH, DELETE, OPTIONS');
  return answer;
}

export {
  handle as DELETE,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  refuse as GET,
  refuse as PUT,
};
