/** What goes wrong with files, as sentences: which file, what is the matter, what to do. */
import { HeartlineError } from '#lib/errors.ts';
import { recordText } from '../recordText.ts';

/**
 * @param what the end of a sentence that begins with the file's name.
 * @param asks what somebody has to say before it can be read.
 */
export function unreadable(origin: string, what: string, cause?: unknown): HeartlineError {
  return new HeartlineError('FILE_UNREADABLE', `${origin} ${what}`, {
    details: { file: origin },
    cause,
  });
}

export function importCancelled(): HeartlineError {
  return new HeartlineError('CANCELLED', 'The import was cancelled while its files were read.');
}

/** Text from a file as it may be shown: one line, no control characters, not too long. */
export function shown(text: string, limit = 200): string {
  const line = recordText(text).replaceAll(/\p{C}/gu, '\uFFFD');
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
