/** What every kind of file is as a source: read when files are given, and never on a schedule. */
import { HeartlineError } from '#lib/errors.ts';
import type { Source } from '../types.ts';

/** Its data comes by the import, which makes a source of its files; asked for news, it has none. */
export function fileSource(key: string, label: string): Source {
  return {
    key,
    label,
    scheduled: false,
    extractors: {
      heart_rate: ({ participant }) => {
        throw new HeartlineError(
          'SOURCE_MISMATCH',
          `This data of ${participant.id} comes from files (${label}), so there is nothing to fetch; ` +
            `bring in a file with: npm run import -- --user ${participant.id} FILE`,
        );
      },
    },
  };
}
