import { expect, test } from 'vitest';
import { statementsOf } from './sql-scan.ts';

const firstWords = (sql: string): string[] => statementsOf(sql).map(([first]) => first?.text ?? '');

test('statements end at semicolons outside of strings, comments, names and brackets', () => {
  expect(
    firstWords(
      `SELECT ';', E'\\';', $$;$$, $a$;$b$;$a$, ";" /* ; /* ; */ ; */ -- ;\n; Update t; (SELECT 1;);`,
    ),
  ).toEqual(['select', 'update', '(']);
});

test('empty statements count for nothing', () => {
  expect(firstWords(' ; -- nothing\n ;; /* nothing */')).toEqual([]);
});

test('words are lower-cased, quoted names are not, and brackets are counted', () => {
  expect(
    statementsOf('COPY "Odd ""name""" (a) FROM x')[0]?.map(({ kind, text, depth }) => [
      kind,
      text,
      depth,
    ]),
  ).toEqual([
    ['word', 'copy', 0],
    ['name', 'Odd "name"', 0],
    ['symbol', '(', 0],
    ['word', 'a', 1],
    ['symbol', ')', 1],
    ['word', 'from', 0],
    ['word', 'x', 0],
  ]);
});

test.each(["SELECT 'open", 'SELECT "open', 'SELECT $$open', 'SELECT /* open', "SELECT E'open\\"])(
  'an unfinished %j is one statement',
  (sql) => {
    expect(statementsOf(sql)).toHaveLength(1);
  },
);
