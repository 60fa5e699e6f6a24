/** The file source: a person's own files, read when they are given and never on a schedule. */
import { HeartlineError } from '#lib/errors.ts';
import type { Source } from '../../types.ts';

export const fileSourceKey = 'file';

/** Its data comes by the import, which makes a source of its files; asked for news, it has none. */
export const file: Source = {
  key: fileSourceKey,
  label: 'File',
  scheduled: false,
  extractors: {
    heart_rate: ({ participant }) => {
      throw new HeartlineError(
        'SOURCE_MISMATCH',
        `The data of ${participant.id} comes from files, so there is nothing to fetch; ` +
          `bring in a file with: npm run import -- --user ${participant.id} FILE`,
      );
    },
  },
};
