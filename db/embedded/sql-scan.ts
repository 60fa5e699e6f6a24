/**
 * Just enough of SQL's lexical rules to find the statements of a text and their words, with
 * comments, strings and dollar quotes skipped. It never judges whether the text is valid.
 * https://www.postgresql.org/docs/17/sql-syntax-lexical.html
 */

export interface Token {
  /** `word` is an unquoted identifier or keyword (lower-cased), `name` a quoted identifier (unquoted). */
  kind: 'word' | 'name' | 'string' | 'symbol';
  text: string;
  start: number;
  end: number;
  /** How many round brackets are open around it. */
  depth: number;
}

/** The tokens of one statement; the semicolon belongs to none. */
export type Statement = Token[];

const blank = /\s+/y;
const lineComment = /--[^\n\r]*/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const number = /\$?\d[\w.]*/y;

/** Splits a text into its statements; empty ones are left out. Positions are UTF-16 offsets. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let current: Statement = [];
  for (const token of tokens(sql)) {
    if (token.kind === 'symbol' && token.text === ';' && token.depth === 0) {
      if (current.length > 0) statements.push(current);
      current = [];
    } else {
      current.push(token);
    }
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

function* tokens(sql: string): Generator<Token> {
  let at = 0;
  let depth = 0;
  while (at < sql.length) {
    const skipped =
      matchEnd(blank, sql, at) ?? matchEnd(lineComment, sql, at) ?? commentEnd(sql, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const token = tokenAt(sql, at, depth);
    if (token.text === '(' && token.kind === 'symbol') depth += 1;
    if (token.text === ')' && token.kind === 'symbol') depth = Math.max(0, depth - 1);
    yield token;
    at = token.end;
  }
}

function tokenAt(sql: string, start: number, depth: number): Token {
  const string = stringEnd(sql, start);
  if (string !== undefined) return { kind: 'string', text: '', start, end: string, depth };
  if (sql[start] === '"') {
    const name = quoteEnd(sql, start + 1, '"');
    const text = sql.slice(start + 1, name - 1).replaceAll('""', '"');
    return { kind: 'name', text, start, end: name, depth };
  }
  const plain = matchEnd(word, sql, start);
  if (plain !== undefined) {
    return { kind: 'word', text: sql.slice(start, plain).toLowerCase(), start, end: plain, depth };
  }
  const end = matchEnd(number, sql, start) ?? start + 1;
  return { kind: 'symbol', text: sql.slice(start, end), start, end, depth };
}

function stringEnd(sql: string, start: number): number | undefined {
  if (sql[start] === "'") return quoteEnd(sql, start + 1, "'");
  if (/^[eE]'/.test(sql.slice(start, start + 2))) return escapeStringEnd(sql, start + 2);
  const opened = matchEnd(dollarQuote, sql, start);
  if (opened === undefined) return undefined;
  const quote = sql.slice(start, opened);
  const closed = sql.indexOf(quote, opened);
  return closed < 0 ? sql.length : closed + quote.length;
}

// Searched by hand: a regular expression's stack overflows on a literal of some megabytes.
function quoteEnd(sql: string, start: number, quote: string): number {
  let at = sql.indexOf(quote, start);
  while (at >= 0 && sql[at + 1] === quote) at = sql.indexOf(quote, at + 2);
  return at < 0 ? sql.length : at + 1;
}

function escapeStringEnd(sql: string, start: number): number {
  let at = start;
  while (at < sql.length) {
    if (sql[at] === '\\') at += 2;
    else if (sql[at] !== "'") at += 1;
    else if (sql[at + 1] === "'") at += 2;
    else return at + 1;
  }
  return sql.length;
}

/** Block comments nest in Postgres, which a regular expression cannot follow. */
function commentEnd(sql: string, start: number): number | undefined {
  if (!sql.startsWith('/*', start)) return undefined;
  let open = 1;
  let at = start + 2;
  while (open > 0 && at < sql.length) {
    if (sql.startsWith('/*', at)) {
      open += 1;
      at += 2;
    } else if (sql.startsWith('*/', at)) {
      open -= 1;
      at += 2;
    } else {
      at += 1;
    }
  }
  return at;
}

function matchEnd(pattern: RegExp, sql: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}
