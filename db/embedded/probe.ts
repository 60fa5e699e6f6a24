import { connect } from 'node:net';
import { cString, frame, int32, MessageReader } from './framing.ts';

const patienceMs = 10_000;

/**
 * Whether the embedded server of this URL accepts a client. It answers without the database, so
 * also while a long statement runs.
 */
export function answers(url: string): Promise<boolean> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const parameters = ['user', username, 'database', pathname.slice(1)].map((text) =>
    cString(decodeURIComponent(text)),
  );
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const reader = new MessageReader();
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(patienceMs, () => end(false));
    socket.on('error', () => end(false)).on('close', () => end(false));
    socket.on('connect', () => {
      const body = Buffer.concat([int32(3 << 16), ...parameters, Buffer.alloc(1)]);
      socket.write(Buffer.concat([int32(body.length + 4), body]));
    });
    socket.on('data', (chunk: Buffer) => {
      reader.push(chunk);
      for (let message = reader.next(); message !== undefined; message = reader.next()) {
        if (message.type === 'R' && message.body.readInt32BE(0) === 3) {
          socket.write(frame('p', cString(decodeURIComponent(password))));
        } else if (message.type === 'E' || message.type === 'Z') {
          end(message.type === 'Z');
        }
      }
    });
  });
}
