/** Where Google says what has changed (docs/google-health.md). Asked by Google alone, so not at /docs. */
import { database } from '#db/client.ts';
import { requestNotified } from '#jobs/enqueue.ts';
import { receive } from '#lib/connections/webhooks/receive.ts';
import { SigningKeys } from '#lib/connections/webhooks/signingKeys.ts';
import { env } from '#lib/env.ts';
import { errorAnswer } from '#lib/http/answers.ts';
import { readBytes } from '#lib/http/input.ts';
import { type Handler, refuseAllBut } from '#lib/http/route.ts';
import { createLog } from '#lib/log.ts';

let keys: SigningKeys | undefined;

/** 201 to a verification, 204 to a notification as soon as it is in the queue. */
export const POST: Handler = async (request) => {
  try {
    const { google } = env();
    keys ??= new SigningKeys(google.webhookKeysUrl);
    const received = await receive(database(), google, keys, request, readBytes);
    if (received.kind === 'verification') return bare(201);
    if (received.unreadable) createLog('web').warn('a signed notification could not be read');
    await requestNotified(received.notified);
    return bare(204);
  } catch (error) {
    return errorAnswer(error);
  }
};
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');

function bare(status: number): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } });
}
