import { type ServerError, sqlState } from './messages.ts';
import type { Statement } from './sql-scan.ts';

/** What a client is told instead of COPY … FROM. */
export const copyRefusal: ServerError = {
  severity: 'ERROR',
  code: sqlState.featureNotSupported,
  message: 'COPY … FROM is not available in the embedded database',
  hint:
    'Use INSERT INTO … SELECT * FROM unnest($1::…[], $2::…[]) with one array a column, ' +
    'or a PostgreSQL server by its DATABASE_URL. COPY … TO STDOUT works.',
};

/**
 * Whether a statement is COPY … FROM. From STDIN it would wait for data inside WebAssembly, where
 * nothing can arrive, and kill the instance; from a file it would see the sandbox's files only.
 */
export function isCopyFrom(statement: Statement): boolean {
  if (statement[0]?.kind !== 'word' || statement[0].text !== 'copy') return false;
  // The FROM of `COPY (SELECT … FROM …) TO` is inside brackets.
  return statement.some(
    ({ kind, text, depth }) => kind === 'word' && text === 'from' && depth === 0,
  );
}
