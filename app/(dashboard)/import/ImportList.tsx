'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import controls from '#app/_components/controls.module.css';
import screen from '#app/_components/screen.module.css';
import tables from '#app/_components/table.module.css';
import { When } from '#app/_components/When.tsx';
import { importStateWords } from '#app/_format/import.ts';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { importsQuery } from '#app/_queries/imports.ts';
import type { ImportLine } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';
import { importNumber } from './importAddress.ts';

/** Imports, the newest first, a page at a time, each leading to what became of it. */
export function ImportList({ now }: { now: number }) {
  const older = importNumber(useSearchParams().get('older'));
  const { data, error } = useQuery(importsQuery(older));
  const imports = data?.imports ?? [];
  if (imports.length === 0 && older === undefined && !error) return null;
  return (
    <section className={styles.card} aria-labelledby="imports">
      <h2 id="imports">Imports so far</h2>
      {error ? <p role="alert">{error.message}</p> : null}
      {imports.length > 0 ? <Imports {...{ imports, now }} /> : null}
      {imports.length === 0 && data ? <p>There are none that are older.</p> : null}
      <Pages isOlder={older !== undefined} next={data?.nextCursor ?? null} />
    </section>
  );
}

/** A row for each. */
function Imports({ imports, now }: { imports: readonly ImportLine[]; now: number }) {
  return (
    <table className={`${tables.table} ${tables.cards}`}>
      <thead>
        <tr>
          <th scope="col">Import</th>
          <th scope="col" className={tables.start}>
            Files
          </th>
          <th scope="col" className={tables.start}>
            For
          </th>
          <th scope="col">New rows</th>
          <th scope="col">Rejected</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <Link href={`/import?import=${line.id}`}>Import {line.id}</Link>{' '}
              <span className={styles.soft}>
                <When at={line.createdAt} timeZone="UTC" now={now} />
              </span>
            </th>
            <td data-label="Files" className={`${tables.start} ${tables.wrap} ${tables.whole}`}>
              {line.files.join(', ') || 'none'}
              {line.fileCount > line.files.length
                ? ` and ${plural(line.fileCount - line.files.length, 'more file')}`
                : ''}
            </td>
            <td data-label="For" className={tables.start}>
              {usersWords(line.users)}
            </td>
            <td data-label="New rows">{formatCount(line.rowsNew)}</td>
            <td data-label="Rejected">{formatCount(line.rowsRejected)}</td>
            <td data-label="State">{importStateWords[line.state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ isOlder, next }: { isOlder: boolean; next: number | null }) {
  if (!isOlder && next === null) return null;
  return (
    <nav aria-label="Pages of imports" className={screen.pages}>
      {isOlder ? (
        <Link className={controls.button} href="/import">
          Newest imports
        </Link>
      ) : null}
      {next === null ? null : (
        <Link className={controls.button} href={`/import?older=${next}`}>
          Older imports
        </Link>
      )}
    </nav>
  );
}

function usersWords(users: readonly string[]): string {
  if (users.length === 0) return '–';
  return users.length > 2 ? plural(users.length, 'participant') : users.join(', ');
}
