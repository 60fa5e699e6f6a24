/** The route that hands out a user's samples as a file. */
import { z } from 'zod';
import { instantParam, userIdParam } from '../common.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';

export const exportFormats = ['csv', 'open-mhealth'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportQuery = z
  .object({
    format: z.enum(exportFormats).default('csv').meta({
      description: 'csv, or open-mhealth: data points omh:heart-rate:2.0 as NDJSON, one a line',
    }),
    start: instantParam
      .optional()
      .meta({ description: 'First instant; default: the first sample' }),
    end: instantParam
      .optional()
      .meta({ description: 'Last instant, not included; default: after the last sample' }),
  })
  .refine(({ start, end }) => start === undefined || end === undefined || start < end, {
    error: 'must be after start',
    path: ['end'],
  });

export const exportRoutes = {
  getExport: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/export',
    tag: 'Heart rate',
    summary: 'All samples of a user as a file',
    description:
      'Every sample as recorded, with local time, offset and source, written while it is read: years take no memory. It begins with the time zone, the annotations that touch the window, and a line for every local day up to today with its samples, its minutes with data, and how the coverage ledger sees it: complete, not worn, not synced, failed and so on. It ends with the number of samples: a file without that end is incomplete. Samples that arrive meanwhile may be in it or not.',
    params: z.object({ id: userIdParam }),
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
