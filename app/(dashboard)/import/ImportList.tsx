'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import tables from '#app/_components/table.module.css';
import { When } from '#app/_components/When.tsx';
import { importStateWords } from '#app/_format/import.ts';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { importsQuery } from '#app/_queries/imports.ts';
import type { ImportLine } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';

/** The latest imports, each leading to what became of it. */
export function ImportList({ first, now }: { first: readonly ImportLine[]; now: number }) {
  const { data, error } = useQuery({ ...importsQuery, initialData: [...first] });
  if (data.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="imports">
      <h2 id="imports">Imports so far</h2>
      {error ? <p role="alert">{error.message}</p> : null}
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
          {data.map((line) => (
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
    </section>
  );
}

function usersWords(users: readonly string[]): string {
  if (users.length === 0) return '–';
  return users.length > 2 ? plural(users.length, 'participant') : users.join(', ');
}
