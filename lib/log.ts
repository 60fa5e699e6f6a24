/** Structured lines on stdout: JSON, or readable ones on a terminal. */
import { pino } from 'pino';
import pretty from 'pino-pretty';

export type Log = ReturnType<typeof createLog>;

/**
 * @param name which part of the product speaks.
 * @param format `json`, `pretty`, or undefined for what suits where the lines go.
 */
export function createLog(name: string, format?: 'json' | 'pretty') {
  const readable = format ? format === 'pretty' : process.stdout.isTTY;
  const stream = readable
    ? pretty({
        singleLine: true,
        sync: true,
        ignore: 'pid,hostname,name',
        messageFormat: '{name}: {msg}',
        translateTime: 'SYS:HH:MM:ss',
      })
    : undefined;
  return pino(
    { name, timestamp: pino.stdTimeFunctions.isoTime },
    stream ?? pino.destination({ sync: true }),
  );
}
