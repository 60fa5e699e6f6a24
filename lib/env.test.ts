import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

test('without variables it is the embedded database, two synthetic users and port 3000', () => {
  const env = parseEnv({ TIME_ZONE: 'Europe/London' });
  expect(env.database).toMatchObject({ mode: 'embedded', database: 'fitbit-hr', user: 'postgres' });
  expect(env.users).toEqual([
    { id: 'user1', dataSeed: 23, timeZone: 'Europe/London' },
    { id: 'user2', dataSeed: 37, timeZone: 'Europe/London' },
  ]);
  expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', lookBackDays: 3 });
});

test('an empty variable is an unset one', () => {
  const env = parseEnv({ DATABASE_URL: '', DB_HOST: ' ', PORT: '', USERS: '', START_DATE: '' });
  expect(env.database.mode).toBe('embedded');
  expect(env.port).toBe(3000);
  expect(env.startDate).toBeUndefined();
});

test('a server is named by its URL or by its parts, whose odd characters survive', () => {
  const url = 'postgres://me:secret@db.example:5433/hearts';
  expect(parseEnv({ DATABASE_URL: url }).database).toEqual({ mode: 'server', url });
  const parts = parseEnv({ DB_HOST: 'db', DB_USER: 'a b', DB_PASSWORD: 'p@ss:/?#' }).database;
  expect(parts).toEqual({
    mode: 'server',
    url: 'postgres://a%20b:p%40ss%3A%2F%3F%23@db:5432/fitbit-hr',
  });
});

test('a database that the parent process has started outweighs the rest', () => {
  const env = parseEnv({
    EMBEDDED_DATABASE_URL: 'postgres://x@127.0.0.1:5/y',
    DATABASE_URL: 'postgres://z/q',
  });
  expect(env.database).toMatchObject({ mode: 'embedded', url: 'postgres://x@127.0.0.1:5/y' });
});

test('users carry a seed and may carry a time zone; a single one has variables of its own', () => {
  expect(parseEnv({ USERS: 'a:1:Asia/Kolkata, b:2', TIME_ZONE: 'UTC' }).users).toEqual([
    { id: 'a', dataSeed: 1, timeZone: 'Asia/Kolkata' },
    { id: 'b', dataSeed: 2, timeZone: 'UTC' },
  ]);
  expect(parseEnv({ USER_ID: 'solo', DATA_SEED: '7', TIME_ZONE: 'UTC' }).users).toEqual([
    { id: 'solo', dataSeed: 7, timeZone: 'UTC' },
  ]);
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL'],
  [{ START_DATE: '2026-02-30' }, 'START_DATE'],
  [{ START_DATE: '2026-03-02', END_DATE: '2026-03-01' }, 'END_DATE'],
  [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE'],
  [{ TIME_ZONE: '+01:00' }, 'TIME_ZONE'],
  [{ USERS: 'user1' }, 'USERS'],
  [{ USERS: 'user1:x' }, 'USERS'],
  [{ USERS: 'a:1,a:2' }, 'USERS'],
  [{ USERS: 'a:1', USER_ID: 'b' }, 'USERS'],
  [{ USER_ID: '../x' }, 'USER_ID'],
  [{ LOOK_BACK_DAYS: '-1' }, 'LOOK_BACK_DAYS'],
])('what is wrong is named: %o', (variables, name) => {
  expect(() => parseEnv(variables)).toThrow(
    new RegExp(`^The configuration is wrong.*\\n {2}${name}: `),
  );
});
