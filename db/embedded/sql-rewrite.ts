/**
 * Statements that act on the session as a whole (LISTEN, DEALLOCATE, DISCARD, …) are rewritten so
 * that they touch one client only, and their effect is noted for when they have been executed.
 */

import { copyRefusal, isCopyFrom } from './copy-guard.ts';
import { identifier, type ServerError } from './messages.ts';
import type { ListenChange } from './notifications.ts';
import { type Statement, statementsOf, type Token } from './sql-scan.ts';
import type { StatementNames } from './statement-names.ts';

/** What one statement does to its client once it has been executed. */
export interface Effect {
  listens?: ListenChange;
  /** The command tag to answer with, where the rewritten statement has another. */
  tag?: string;
}

export interface Rewritten {
  /** The text for the database. */
  sql: string;
  /** One a statement, in order; undefined when no statement of the text needs watching. */
  effects?: Effect[];
  /** When set, the text must not reach the database and this is the answer. */
  refusal?: ServerError;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

const worthScanning = /\b(?:copy|listen|unlisten|deallocate|discard|prepare|execute)\b/i;

/** A statement without any effect, which is allowed wherever the replaced one is. */
const nothing = 'UNLISTEN "nobody listens to this channel"';

/**
 * @param sql the text of a simple Query or of a Parse.
 * @param names of the client: PREPARE defines a name in it, DEALLOCATE discards one.
 */
export function rewriteSql(sql: string, names: StatementNames): Rewritten {
  if (!worthScanning.test(sql)) return { sql };
  const statements = statementsOf(sql);
  if (statements.some(isCopyFrom)) return { sql, refusal: copyRefusal };
  const edits: Edit[] = [];
  const effects = statements.map((statement) => rewriteStatement(statement, names, edits));
  return { sql: applied(sql, edits), effects };
}

function rewriteStatement(statement: Statement, names: StatementNames, edits: Edit[]): Effect {
  const [first, second] = statement;
  if (first?.kind !== 'word' || second === undefined) return {};
  switch (first.text) {
    case 'listen':
      return { listens: { kind: 'listen', channel: channelOf(second) } };
    case 'unlisten':
      edits.push(instead(statement, nothing));
      return {
        listens: { kind: 'unlisten', channel: second.text === '*' ? undefined : channelOf(second) },
      };
    case 'deallocate':
      return deallocate(statement, names, edits);
    case 'discard':
      return discard(statement, names, edits);
    case 'prepare':
      if (second.text !== 'transaction') edits.push(renamed(second, names.define(second.text)));
      return {};
    case 'execute':
      edits.push(renamed(second, names.resolve(second.text)));
      return {};
    case 'explain':
      renameExplained(statement, names, edits);
      return {};
    default:
      return {};
  }
}

function deallocate(statement: Statement, names: StatementNames, edits: Edit[]): Effect {
  const target = statement[1]?.text === 'prepare' ? statement[2] : statement[1];
  if (target === undefined) return {};
  if (target.kind === 'word' && target.text === 'all') {
    names.discardAll();
    edits.push(instead(statement, nothing));
    return { tag: 'DEALLOCATE ALL' };
  }
  edits.push(renamed(target, names.resolve(target.text)));
  names.discard(target.text);
  return {};
}

// Temporary tables and sequence states belong to all clients, so only plans are really discarded.
function discard(statement: Statement, names: StatementNames, edits: Edit[]): Effect {
  const what = statement[1]?.text;
  if (what === 'all') {
    names.discardAll();
    edits.push(instead(statement, 'RESET ALL'));
    return { tag: 'DISCARD ALL', listens: { kind: 'unlisten', channel: undefined } };
  }
  if (what === 'temp' || what === 'temporary' || what === 'sequences') {
    edits.push(instead(statement, 'DISCARD PLANS'));
    return { tag: what === 'sequences' ? 'DISCARD SEQUENCES' : 'DISCARD TEMP' };
  }
  return {};
}

function renameExplained(statement: Statement, names: StatementNames, edits: Edit[]): void {
  const at = statement.findIndex(
    ({ kind, text, depth }) => kind === 'word' && text === 'execute' && depth === 0,
  );
  const target = at < 0 ? undefined : statement[at + 1];
  if (target !== undefined) edits.push(renamed(target, names.resolve(target.text)));
}

/** Postgres cuts identifiers at 63 bytes, those of channels too. */
function channelOf({ text }: Token): string {
  return Buffer.from(text).subarray(0, 63).toString();
}

function instead(statement: Statement, text: string): Edit {
  return { start: statement[0]?.start ?? 0, end: statement.at(-1)?.end ?? 0, text };
}

function renamed({ start, end }: Token, name: string): Edit {
  return { start, end, text: identifier(name) };
}

function applied(sql: string, edits: Edit[]): string {
  return edits.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    sql,
  );
}
