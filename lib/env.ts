/**
 * The configuration: read once from the environment and `.env`, checked whole, errors naming the
 * variable. Nothing else reads `process.env`. An empty variable is an unset one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv as parseDotEnv } from 'node:util';
import { z } from 'zod';
import { HeartlineError } from '#lib/errors.ts';
import { type GoogleSettings, googleSettings, googleVariables } from '#lib/googleSettings.ts';
import { localDateSchema } from '#lib/time/localDate.ts';
import { isTimeZone, machineTimeZone } from '#lib/time/timeZone.ts';
import { userIdSchema } from '#lib/userId.ts';

export interface ConfiguredUser {
  id: string;
  /** Seeds the synthetic source; same seed, same heart. */
  dataSeed: number;
  timeZone: string;
}

export type DatabaseSettings =
  | { mode: 'server'; url: string }
  | {
      mode: 'embedded';
      /** Where it listens, when the process that started it says so. */
      url: string | undefined;
      /** Folder of the database's own files. */
      dataDir: string;
      database: string;
      user: string;
      port: number | undefined;
    };

export interface Env {
  database: DatabaseSettings;
  users: ConfiguredUser[];
  /** First local day of a user's first ingest; default 90 days before today. */
  startDate: string | undefined;
  /** Last local day that is ingested; default today. */
  endDate: string | undefined;
  /** Days re-read before the watermark, because devices sync late. */
  lookBackDays: number;
  /** Port of the web application; it listens on `host`. */
  port: number;
  host: string;
  /** Names besides localhost and plain addresses that it answers to, in lower case. */
  allowedHosts: string[];
  /** Absolute path of the folder for everything that is kept on this machine. */
  dataDir: string;
  /** Bytes of the largest file that is taken as an upload. */
  uploadLimit: number;
  /** Jobs that one worker process runs side by side. */
  workerConcurrency: number;
  logFormat: 'json' | 'pretty' | undefined;
  /** Origin under which people reach the web application, where it is not this machine's own. */
  publicUrl: string | undefined;
  google: GoogleSettings;
}

const port = z.coerce.number().int().min(1).max(65_535);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const timeZone = z.string().refine(isTimeZone, 'is not an IANA time zone (such as Europe/London)');

const variables = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must look like postgres://user:password@host:5432/name',
    })
    .optional(),
  // Set by the process that started the embedded database, for its children: it outweighs the rest.
  EMBEDDED_DATABASE_URL: z.url().optional(),
  DB_HOST: z.string().optional(),
  DB_PORT: port.optional(),
  DB_NAME: z.string().default('fitbit-hr'),
  DB_USER: z.string().default('postgres'),
  DB_PASSWORD: z.string().optional(),
  USERS: z.string().optional(),
  USER_ID: userIdSchema.optional(),
  DATA_SEED: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  TIME_ZONE: timeZone.optional(),
  START_DATE: localDateSchema.optional(),
  END_DATE: localDateSchema.optional(),
  LOOK_BACK_DAYS: whole(0, 365).default(3),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  ALLOWED_HOSTS: z.string().default(''),
  DATA_DIR: z.string().default('./data'),
  UPLOAD_LIMIT_GB: z.coerce.number().positive().max(10_000).default(20),
  WORKER_CONCURRENCY: whole(1, 64).default(4),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
  ...googleVariables,
});

type Variables = z.infer<typeof variables>;

const defaultUsers = 'user1:23,user2:37';

/**
 * @param source the variables by name, such as `process.env`.
 * @throws {HeartlineError} INVALID_CONFIGURATION with one line for each variable that is wrong.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  if (values.START_DATE && values.END_DATE && values.END_DATE < values.START_DATE) {
    throw invalid([`END_DATE: ${values.END_DATE} lies before START_DATE ${values.START_DATE}`]);
  }
  const dataDir = resolve(values.DATA_DIR);
  return {
    database: databaseSettings(values, dataDir),
    users: configuredUsers(values),
    startDate: values.START_DATE,
    endDate: values.END_DATE,
    lookBackDays: values.LOOK_BACK_DAYS,
    port: values.PORT,
    host: values.HOST,
    allowedHosts: [...values.ALLOWED_HOSTS.toLowerCase().split(','), hostOf(values.PUBLIC_URL)]
      .map((name) => name.trim())
      .filter(Boolean),
    dataDir,
    uploadLimit: Math.round(values.UPLOAD_LIMIT_GB * 1e9),
    workerConcurrency: values.WORKER_CONCURRENCY,
    logFormat: values.LOG_FORMAT,
    publicUrl: values.PUBLIC_URL,
    google: googleSettings(values),
  };
}

/** Whoever names a public address is asked by that name. */
function hostOf(publicUrl: string | undefined): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).hostname;
}

function databaseSettings(values: Variables, dataDir: string): DatabaseSettings {
  const { EMBEDDED_DATABASE_URL: startedUrl, DATABASE_URL: serverUrl } = values;
  if (!startedUrl && serverUrl) return { mode: 'server', url: serverUrl };
  if (!startedUrl && values.DB_HOST)
    return { mode: 'server', url: urlOfParts(values, values.DB_HOST) };
  return {
    mode: 'embedded',
    url: startedUrl,
    dataDir: resolve(dataDir, 'embedded'),
    database: values.DB_NAME,
    user: values.DB_USER,
    port: values.DB_PORT,
  };
}

function urlOfParts(values: Variables, host: string): string {
  const url = new URL('postgres://localhost');
  url.hostname = host;
  url.port = String(values.DB_PORT ?? 5432);
  url.username = encodeURIComponent(values.DB_USER);
  url.password = encodeURIComponent(values.DB_PASSWORD ?? '');
  url.pathname = `/${encodeURIComponent(values.DB_NAME)}`;
  return url.href;
}

function configuredUsers(values: Variables): ConfiguredUser[] {
  const zone = values.TIME_ZONE ?? machineTimeZone();
  if (values.USER_ID) {
    if (values.USERS) throw invalid(['USERS: USER_ID is set as well; set one of the two']);
    return [{ id: values.USER_ID, dataSeed: values.DATA_SEED ?? 23, timeZone: zone }];
  }
  const users = (values.USERS ?? defaultUsers)
    .split(',')
    .map((entry) => configuredUser(entry.trim(), zone));
  const twice = users.find(
    (user, index) => users.findIndex((other) => other.id === user.id) !== index,
  );
  if (twice) throw invalid([`USERS: "${twice.id}" is listed twice`]);
  return users;
}

function configuredUser(entry: string, defaultZone: string): ConfiguredUser {
  const [id, seed, zone = defaultZone] = entry.split(':');
  const parsed = z
    .object({ id: userIdSchema, dataSeed: whole(0, Number.MAX_SAFE_INTEGER), timeZone })
    .safeParse({ id, dataSeed: seed || undefined, timeZone: zone });
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues
    .map((issue) => `${issue.path.join('.')} ${issue.message}`)
    .join('; ');
  throw invalid([`USERS: "${entry}" is not user:seed or user:seed:time-zone (${why})`]);
}

function invalid(problems: string[]): HeartlineError {
  return new HeartlineError(
    'INVALID_CONFIGURATION',
    `The configuration is wrong; correct it in the environment or in .env.\n  ${problems.join('\n  ')}`,
    { details: problems },
  );
}

let cached: Env | undefined;

/** The configuration of this process: the environment over `.env` of the working folder. */
export function env(): Env {
  cached ??= parseEnv(environment());
  return cached;
}

/**
 * The environment with `.env` beneath it, for child processes that shall see the same. ENV_FILE
 * names another file, or none that exists.
 */
export function environment(): Record<string, string | undefined> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value?.trim()));
  const file = resolve(/* turbopackIgnore: true */ set.ENV_FILE ?? '.env');
  const fromFile = existsSync(/* turbopackIgnore: true */ file)
    ? parseDotEnv(readFileSync(/* turbopackIgnore: true */ file, 'utf8'))
    : {};
  return { ...fromFile, ...set };
}
