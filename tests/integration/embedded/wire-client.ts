import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { cString, frame, int32, type Message, MessageReader } from '#db/embedded/framing.ts';
import { errorFields } from '#db/embedded/messages.ts';

/** Says single messages of the protocol, for what no driver would do. */
export class WireClient {
  readonly #socket: Socket;
  readonly #reader = new MessageReader();
  #waiting: (() => void) | undefined;
  pid = 0;
  secret = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      this.#waiting?.();
    });
    socket.on('close', () => this.#waiting?.());
  }

  /** @param parameters besides user and database. */
  static async open(url: string, parameters: Record<string, string> = {}): Promise<WireClient> {
    const { hostname, port, username, password, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const client = new WireClient(socket);
    const all = { user: username, database: pathname.slice(1), ...parameters };
    const body = Buffer.concat([
      int32(3 << 16),
      ...Object.entries(all).flat().map(cString),
      Buffer.alloc(1),
    ]);
    client.send(Buffer.concat([int32(body.length + 4), body]), frame('p', cString(password)));
    for (const { type, body: key } of await client.untilReady()) {
      if (type !== 'K') continue;
      client.pid = key.readInt32BE(0);
      client.secret = key.readInt32BE(4);
    }
    return client;
  }

  send(...messages: Buffer[]): void {
    this.#socket.write(Buffer.concat(messages));
  }

  /** Everything up to and including the next message of this type. */
  async until(type: string): Promise<Message[]> {
    const messages: Message[] = [];
    for (;;) {
      const message = this.#reader.next();
      if (message !== undefined) {
        messages.push(message);
        if (message.type === type) return messages;
      } else if (this.#socket.closed) {
        return messages;
      } else {
        await new Promise<void>((resolve) => {
          this.#waiting = resolve;
        });
      }
    }
  }

  untilReady(): Promise<Message[]> {
    return this.until('Z');
  }

  /** Sends a simple query and returns what came back, in short: see `summary`. */
  async query(sql: string): Promise<string[]> {
    this.send(query(sql));
    return summary(await this.untilReady());
  }

  /** Breaks the connection off without a word. */
  async die(): Promise<void> {
    this.#socket.resetAndDestroy();
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  close(): void {
    this.#socket.end(frame('X'));
  }
}

/** What a driver sends over a second connection to cancel a query; resolves when it was taken. */
export async function sendCancel(port: number, of: { pid: number; secret: number }): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const packet = Buffer.concat([16, 80877102, of.pid, of.secret].map(int32));
  socket.write(packet);
  socket.resume();
  await once(socket, 'close');
}

/** Each message as its letter, with the tag, the code or the transaction status behind it. */
export function summary(messages: readonly Message[]): string[] {
  return messages.map(({ type, body }) => {
    if (type === 'C') return `C ${body.toString('utf8', 0, body.length - 1)}`;
    if (type === 'E') return `E ${errorFields(body).get('C')}`;
    if (type === 'Z') return `Z ${body.toString()}`;
    return type;
  });
}

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

export const query = (sql: string): Buffer => frame('Q', cString(sql));
export const parse = (name: string, sql: string): Buffer =>
  frame('P', cString(name), cString(sql), int16(0));
export const bind = (name: string, parameters: string[] = [], portal = ''): Buffer =>
  frame(
    'B',
    cString(portal),
    cString(name),
    int16(0),
    int16(parameters.length),
    ...parameters.flatMap((text) => [int32(Buffer.byteLength(text)), Buffer.from(text)]),
    int16(0),
  );
export const describeStatement = (name: string): Buffer =>
  frame('D', Buffer.from('S'), cString(name));
export const execute = (portal = '', rows = 0): Buffer => frame('E', cString(portal), int32(rows));
export const sync = frame('S');
export const flush = frame('H');
