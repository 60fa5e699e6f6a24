import { followRunLogs, type RunLogNews } from '#db/queries/followRunLogs.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, streamRoute } from '#lib/http/route.ts';
import {
  eventStream,
  eventStreamHeaders,
  lastEventId,
  type ServerSentEvent,
} from '#lib/http/serverSentEvents.ts';

export const GET = streamRoute(routes.followRunLogs, async ({ params, query }, request) => {
  const after = lastEventId(request) ?? query.after;
  const news = followRunLogs({ runId: params.id, after, signal: request.signal });
  return { chunks: eventStream(asEvents(news)), headers: eventStreamHeaders };
});
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');

async function* asEvents(news: AsyncIterable<RunLogNews>): AsyncGenerator<ServerSentEvent[]> {
  for await (const { lines = [], ended } of news) {
    if (ended !== undefined) yield [{ event: 'end', data: { status: ended } }];
    else yield lines.map((line) => ({ id: line.id, data: line }));
  }
}
