/** What may be asked for and how much of it: plain, so that screens can import it without schemas. */

/** The most values (points or samples) that one answer may hold for one user. */
export const maxPoints = 100_000;
export const defaultPoints = 2_000;
/** The most users in one question. */
export const maxUsers = 24;
/** The most local days of one question whose answer has many values a day, or the ledger’s: two years. */
export const maxAnalysedDays = 732;
/** The most local days of one question that is answered by figures over days: forty years. */
export const maxSummarisedDays = 14_640;

/** The most local days of all users at once: a quarter of a year. */
export const maxHeatMapDays = 92;
export const coverageSorts = ['id', 'synced', 'failed', 'share'] as const;

export const resolutions = ['raw', '1m', '15m', '1h', '1d'] as const;
export type Resolution = (typeof resolutions)[number];

export const annotationKinds = ['exercise', 'illness', 'medication', 'device-off', 'note'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];
/** Characters of what is written to an annotation. */
export const maxAnnotationText = 2_000;
/** The most annotations in one answer. */
export const maxAnnotations = 1_000;

export const runStatuses = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'interrupted',
  'cancelled',
] as const;
export const runTriggers = [
  'schedule',
  'request',
  'command',
  'import',
  'start',
  'retry',
  'backfill',
  'webhook',
] as const;
export const runSorts = ['newest', 'oldest', 'longest', 'most-new', 'most-rejected'] as const;
export type RunSort = (typeof runSorts)[number];
/** Of the schedule: those overdue first, or a column, with a minus from its end. */
export const scheduleSorts = [
  'overdue',
  'name',
  '-name',
  'run',
  '-run',
  'success',
  '-success',
  'next',
  '-next',
] as const;
export type ScheduleSort = (typeof scheduleSorts)[number];
export const userSorts = ['name', 'last', 'resting', 'samples', 'run'] as const;
export type UserSort = (typeof userSorts)[number];
export const connectionStates = ['connected', 'reconnect-needed', 'disconnected'] as const;
/** The most log lines in one answer. */
export const maxLogLines = 10_000;
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
/** The most files of one import, and the most people that they name. */
export const maxFilesOfImport = 500;
export const maxPeopleOfImport = 1_000;
export const importStates = [
  'uploading',
  'checking',
  'checked',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export const importFileStates = ['uploading', 'waiting', 'checking', 'checked', 'refused'] as const;

/** What comes first in dates with slashes. */
export const dateOrders = ['day-first', 'month-first'] as const;
