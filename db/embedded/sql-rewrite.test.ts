import { expect, test } from 'vitest';
import { rewriteSql } from './sql-rewrite.ts';
import { StatementNames } from './statement-names.ts';

test('texts without session statements stay as they are', () => {
  const sql = "SELECT 'LISTEN' FROM t";
  expect(rewriteSql(sql, new StatementNames(1)).sql).toBe(sql);
  expect(rewriteSql('UPDATE t SET prepared = 1', new StatementNames(1))).toEqual({
    sql: 'UPDATE t SET prepared = 1',
  });
});

test('PREPARE, EXECUTE and DEALLOCATE use the shared name, among other statements too', () => {
  const names = new StatementNames(7);
  const { sql } = rewriteSql('PREPARE a AS SELECT 1; EXECUTE a; deallocate prepare a', names);
  expect(sql).toBe(
    'PREPARE "client_7_statement_1" AS SELECT 1; EXECUTE "client_7_statement_1"; deallocate prepare "client_7_statement_1"',
  );
  expect(names.takeDiscarded()).toEqual(['client_7_statement_1']);
});

test('EXECUTE in a trigger, a grant or a function body is no prepared statement', () => {
  for (const sql of [
    'CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
    'GRANT EXECUTE ON FUNCTION f() TO reader',
    "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$",
  ]) {
    expect(rewriteSql(sql, new StatementNames(1)).sql).toBe(sql);
  }
});

test('COPY (query with FROM) TO STDOUT passes, COPY FROM does not', () => {
  expect(
    rewriteSql('COPY (SELECT 1 FROM t) TO STDOUT', new StatementNames(1)).refusal,
  ).toBeUndefined();
  expect(rewriteSql('SELECT 1;\ncopy t from stdin', new StatementNames(1)).refusal?.code).toBe(
    '0A000',
  );
});

test('a channel is folded to lower case unless it is quoted', () => {
  const channels = rewriteSql(
    'LISTEN Jobs; LISTEN "Jobs"; UNLISTEN *',
    new StatementNames(1),
  ).effects;
  expect(channels?.map(({ listens }) => listens)).toEqual([
    { kind: 'listen', channel: 'jobs' },
    { kind: 'listen', channel: 'Jobs' },
    { kind: 'unlisten', channel: undefined },
  ]);
});
