/** A log line as text. */
import type { LogLine } from '#lib/contract/ingestions.ts';
import { formatIsoLocal } from './time.ts';

/** `metric=heart_rate new=17280`. */
export function contextWords(context: LogLine['context']): string {
  return Object.entries(context)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

const searched = new WeakMap<LogLine, string>();

/** All that a search looks at, in small letters; made once a line, as each key that is typed asks again. */
export function searchedText(line: LogLine): string {
  const known = searched.get(line);
  if (known !== undefined) return known;
  const text = `${line.message} ${contextWords(line.context)}`.toLowerCase();
  searched.set(line, text);
  return text;
}

/** One line of a file: local time with its offset, level, message, context. */
export function logText(line: LogLine, timeZone: string): string {
  const words = [formatIsoLocal(line.at, timeZone), line.level, line.message];
  return [...words, contextWords(line.context)].filter(Boolean).join(' ');
}
