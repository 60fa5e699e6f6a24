/** Imports of files: `/api/imports[…]`. The files themselves come by the tus protocol. */
import { z } from 'zod';
import { isTimeZone } from '#lib/time/timeZone.ts';
import { epochMs, timeZoneName, userIdParam } from './common.ts';
import { run } from './ingestions.ts';
import { dateOrders, importFileStates, importStates, maxPeopleOfImport } from './limits.ts';

export const uploadPath = '/api/imports/uploads';

export const importIdParam = z.coerce
  .number()
  .int()
  .positive()
  .meta({ description: 'The import’s number', example: 1 });

const count = z.int().nonnegative();
const column = z.int().min(0).max(999);

const tableNotations = [
  'as-written',
  'day-first',
  'unix-seconds',
  'unix-milliseconds',
  'days-since-1900',
  'days-since-1904',
] as const;

/** Which columns of a table are what; indices from 0. */
const tableColumns = z
  .strictObject({
    time: z
      .array(column)
      .min(1)
      .max(2)
      .meta({
        description: 'The column of times, or one of dates and one of times',
        example: [1],
      }),
    value: column.meta({ description: 'The column of heart rates, in bpm', example: 2 }),
    user: column.optional().meta({ description: 'The column that names the person, if any' }),
    notation: z.enum(tableNotations).default('as-written').meta({
      description:
        'How times are written: as-written is ISO 8601 or month first, day-first is 13/4/2016 7:21:00, days are a spreadsheet’s',
    }),
    hasHeader: z.boolean().default(true).meta({ description: 'Whether line 1 names the columns' }),
    isDaily: z.boolean().optional().meta({
      description:
        'Whether a row is a day with the vendor’s resting heart rate, and no sample; so it is anyway where the header of the heart rate says so',
    }),
  })
  .meta({ id: 'TableColumns' });
export type TableColumnsAnswer = z.infer<typeof tableColumns>;

const tablePreview = z
  .object({
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    recognised: tableColumns.nullable(),
  })
  .meta({ id: 'TablePreview', description: 'The first lines of a table' });
export type TablePreviewAnswer = z.infer<typeof tablePreview>;

const person = z.object({
  name: z.string().nullable().meta({ description: 'As the files name them; null for nobody' }),
  rows: count,
  rejected: count.meta({ description: 'Rows that are no reading' }),
  figures: count.optional().meta({
    description:
      'Days of which the files have the vendor’s own resting heart rate, besides the rows; absent in imports from before it was read',
  }),
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
});
export type ImportedPerson = z.infer<typeof person>;

const fileCheck = z
  .object({
    kinds: z.array(z.string()),
    rows: count,
    rejected: count,
    naive: count.meta({ description: 'Readings whose time has no offset: they need a zone' }),
    people: z.array(person),
    userColumn: z.string().nullable(),
    notes: z.array(z.string()).meta({ description: 'What was left out, in sentences' }),
  })
  .meta({ id: 'FileCheck', description: 'What reading a file through has found' });
export type FileCheckAnswer = z.infer<typeof fileCheck>;

const importFile = z
  .object({
    id: z.int().positive(),
    name: z.string(),
    size: count.meta({ description: 'Bytes' }),
    received: count.meta({ description: 'Bytes that have arrived' }),
    modifiedAt: epochMs.nullable(),
    uploadUrl: z
      .string()
      .nullable()
      .meta({ description: 'Where its upload goes on by the tus protocol; null where none can' }),
    state: z.enum(importFileStates),
    checked: z.object({ bytes: count, rows: count }),
    check: fileCheck.nullable(),
    preview: tablePreview.nullable(),
    columns: tableColumns.nullable().meta({ description: 'Those that were chosen' }),
    dates: z.enum(dateOrders).nullable().meta({
      description: 'What comes first in dates with slashes, where it was chosen',
    }),
    asksDates: z.boolean().meta({
      description: 'Whether a table in it has such dates and leaves open what comes first',
    }),
    error: z.string().nullable().meta({ description: 'Why it was refused' }),
    kept: z.boolean().meta({ description: 'Whether its bytes are still there' }),
  })
  .meta({ id: 'ImportFile' });
export type ImportFileAnswer = z.infer<typeof importFile>;

const importRecord = z
  .object({
    id: z.int().positive(),
    via: z.enum(['upload', 'command']),
    state: z.enum(importStates),
    createdAt: epochMs,
    startedAt: epochMs.nullable(),
    finishedAt: epochMs.nullable(),
    cancelRequestedAt: epochMs.nullable(),
    error: z.string().nullable(),
    files: z.array(importFile),
    people: z.array(person).meta({ description: 'Of all files together' }),
    targets: z
      .array(
        z.object({
          name: z.string().nullable(),
          userId: userIdParam,
          timeZone: timeZoneName,
        }),
      )
      .meta({ description: 'Whose the rows are' }),
    reading: z
      .object({ bytes: count, bytesTotal: count, rows: count })
      .meta({ description: 'How far its files are read; runs begin when all are' }),
    runs: z.array(run).meta({ description: 'Oldest first; a resumed one has several a person' }),
    log: z
      .array(z.object({ runId: z.int().positive(), message: z.string() }))
      .meta({ description: 'Warnings of its runs, such as hours that a clock change doubled' }),
    notes: z.array(z.string()).meta({ description: 'What was left out, in sentences' }),
  })
  .meta({ id: 'Import' });
export type ImportRecord = z.infer<typeof importRecord>;

export const importAnswer = z.object({ import: importRecord });
export type ImportAnswer = z.infer<typeof importAnswer>;

const importLine = z
  .object({
    id: z.int().positive(),
    via: z.enum(['upload', 'command']),
    state: z.enum(importStates),
    createdAt: epochMs,
    finishedAt: epochMs.nullable(),
    files: z.array(z.string()).meta({ description: 'Names of the first three' }),
    fileCount: count,
    users: z.array(z.string()),
    rowsNew: count,
    rowsRejected: count,
  })
  .meta({ id: 'ImportLine' });
export type ImportLine = z.infer<typeof importLine>;

export const importsQuery = z.object({
  cursor: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'How many to answer with at most' }),
});

/** Newest first. */
export const importsAnswer = z.object({
  imports: z.array(importLine),
  nextCursor: z.int().positive().nullable(),
});
export type ImportsAnswer = z.infer<typeof importsAnswer>;

export const newImportRequest = z.strictObject({});

export const columnsRequest = z.strictObject({
  file: z.int().positive().meta({ description: 'Number of the file in this import' }),
  columns: tableColumns.nullable().meta({ description: 'null goes back to what its header says' }),
  dates: z.enum(dateOrders).nullable().default(null).meta({
    description:
      'What comes first in dates with slashes, for tables in an archive; null where each tells for itself',
  }),
});

const target = z.strictObject({
  name: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .meta({ description: 'As the files name the person; null where they name nobody' }),
  user: userIdParam,
  create: z.boolean().default(false).meta({ description: 'Adds the user' }),
  timeZone: timeZoneName
    .refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/London' })
    .optional()
    .meta({
      description:
        'In which times without an offset are meant; default: the user’s own. A new user needs one',
    }),
});
export type ImportTarget = z.infer<typeof target>;

export const startImportRequest = z.strictObject({
  people: z.array(target).min(1).max(maxPeopleOfImport).meta({
    description: 'Whose the rows are. Of several people those that are not listed are left out',
  }),
});
