/** Server-sent events, as the HTML standard writes them (section 9.2). */

export interface ServerSentEvent {
  /** With this id a browser asks to go on after a lost connection. */
  id?: number;
  /** `message` where there is none. */
  event?: string;
  /** Sent as JSON, which holds no line break. */
  data: unknown;
}

/** Nothing on the way may hold events back to send them together. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no',
};

/** How soon a browser asks again after a lost connection, ms. */
const retryMs = 1_000;

/**
 * A list of none is sent as a comment, which keeps the connection alive. Nothing is sent before the
 * first list, so that what fails until then can still be answered as an error.
 */
export async function* eventStream(
  events: AsyncIterable<readonly ServerSentEvent[]>,
): AsyncGenerator<string> {
  let opening = `retry: ${retryMs}\n\n`;
  for await (const some of events) {
    yield opening + (some.length > 0 ? some.map(written).join('') : ': alive\n\n');
    opening = '';
  }
}

function written({ id, event, data }: ServerSentEvent): string {
  const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}

/** The id of the last event that the browser had before it lost the connection. */
export function lastEventId(request: Request): number | undefined {
  const id = request.headers.get('last-event-id');
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
