/** The routes of imports; the files themselves are uploaded by the tus protocol. */
import { z } from 'zod';
import {
  columnsRequest,
  importAnswer,
  importIdParam,
  importsAnswer,
  importsQuery,
  newImportRequest,
  startImportRequest,
} from '../imports.ts';
import { type DocumentedRoute, plain } from '../route.ts';

const ofImport = z.object({ id: importIdParam });

export const importRoutes = {
  createImport: {
    ...plain,
    method: 'post',
    path: '/api/imports',
    tag: 'Imports',
    summary: 'Begin an import',
    description:
      'Opens an import without files. They are uploaded to /api/imports/uploads by the tus protocol 1.0.0 (creation, termination), with Upload-Metadata that tells "import" (this number), "name" and, if known, "modified" (ms). Each is read through as soon as it is there; the import’s answer tells what was found. An import that nobody touches for seven days is given up.',
    body: newImportRequest,
    status: 201,
    answer: importAnswer,
    answers: 'The import, without files',
    headers: { Location: 'Address of the import' },
    example: { body: {} },
  },
  getImports: {
    ...plain,
    method: 'get',
    path: '/api/imports',
    tag: 'Imports',
    summary: 'Imports, newest first',
    description:
      'One line for each import, a page at a time. rowsNew counts all its runs, rowsRejected those that succeeded.',
    query: importsQuery,
    answer: importsAnswer,
    answers: 'A page of imports',
  },
  getImport: {
    ...plain,
    method: 'get',
    path: '/api/imports/{id}',
    tag: 'Imports',
    summary: 'An import as it stands',
    description:
      'States: uploading and checking while files come and are read through; checked when it waits for a word; queued and running; done, failed, cancelled. Each file tells its kind, people, days, rows, what is wrong with it, and of a table the first lines. Once it runs: how far the files are read, and the runs, one a person and kind of file.',
    params: ofImport,
    answer: importAnswer,
    answers: 'The import',
    errors: ['IMPORT_NOT_FOUND'],
    example: { params: { id: '1' } },
  },
  chooseColumns: {
    ...plain,
    method: 'post',
    path: '/api/imports/{id}/columns',
    tag: 'Imports',
    summary: 'Say which columns are what',
    description:
      'For tables whose header is not understood, or understood wrongly: the columns of the time, the heart rate and the person by their place, and how times are written. The file is then read through again. An archive takes the same columns, or the same order of dates, for every table in it.',
    params: ofImport,
    body: columnsRequest,
    answer: importAnswer,
    answers: 'The import; the file waits to be checked',
    errors: ['IMPORT_NOT_FOUND', 'IMPORT_STATE'],
    example: {
      params: { id: '1000000' },
      body: { file: 1, columns: { time: [0], value: 1 } },
      refused: 'IMPORT_NOT_FOUND',
    },
  },
  startImport: {
    ...plain,
    method: 'post',
    path: '/api/imports/{id}/start',
    tag: 'Imports',
    summary: 'Import the files',
    description:
      'Says whose the rows are, and hands the import to a worker. Where the files hold one person, people lists one; where they name several, one for each that is to be imported, and the others are left out. Times without an offset are meant in timeZone, by default the user’s own. An import that was cancelled or failed can be started again while its files are kept, for a day: days that are stored are left alone.',
    params: ofImport,
    body: startImportRequest,
    status: 202,
    answer: importAnswer,
    answers: 'The import, which waits for a worker',
    errors: [
      'IMPORT_NOT_FOUND',
      'IMPORT_STATE',
      'USER_NOT_FOUND',
      'USER_EXISTS',
      'FILE_UNREADABLE',
    ],
    example: {
      params: { id: '1000000' },
      body: { people: [{ user: 'user1', timeZone: 'Europe/London' }] },
      refused: 'IMPORT_NOT_FOUND',
    },
  },
  cancelImport: {
    ...plain,
    method: 'post',
    path: '/api/imports/{id}/cancel',
    tag: 'Imports',
    summary: 'Cancel an import',
    description:
      'One that has not begun ends at once. One that is under way is asked to stop: cancelRequestedAt is set, and within a few seconds it is cancelled; days already stored stay. Cancelling a cancelled import changes nothing; one that is done or failed is refused with IMPORT_STATE.',
    params: ofImport,
    answer: importAnswer,
    answers: 'The import as it stands then',
    errors: ['IMPORT_NOT_FOUND', 'IMPORT_STATE'],
    example: { params: { id: '1000000' }, refused: 'IMPORT_NOT_FOUND' },
  },
} satisfies Record<string, DocumentedRoute>;
