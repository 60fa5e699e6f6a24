/** The route that hands out a user's samples as a file. */
import { z } from 'zod';
import { ofUser } from '../common.ts';
import { exportQuery } from '../exports.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';

export const exportRoutes = {
  getExport: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/export',
    tag: 'Heart rate',
    summary: 'All samples of a user as a file',
    description:
      'Every sample as recorded, with local time, offset and source, written while it is read: years take no memory. It begins with the time zone, the annotations that touch the window, and a line for every local day up to today with its samples, its minutes with data, and how the coverage ledger sees it: complete, not worn, not synced, failed and so on. It ends with the number of samples: a file without that end is incomplete. Samples that arrive meanwhile may be in it or not.',
    params: ofUser,
    query: inRecordableYears(exportQuery),
    answer: z.string(),
    media: ['text/csv', 'application/x-ndjson'],
    answers: 'The file, as a stream',
    headers: { 'Content-Disposition': 'Its name: the user, and the window where there is one' },
    errors: ['USER_NOT_FOUND'],
    example: {
      params: { id: 'user1' },
      query: { start: '2026-03-29T00:00:00+01:00', end: '2026-03-30T00:00:00+01:00' },
    },
  },
} satisfies Record<string, DocumentedRoute>;
