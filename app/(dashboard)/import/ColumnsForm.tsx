'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import tables from '#app/_components/table.module.css';
import { chooseColumns, importQuery } from '#app/_queries/imports.ts';
import type {
  ImportFileAnswer,
  TableColumnsAnswer,
  TablePreviewAnswer,
} from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';

interface ColumnsFormProps {
  importId: number;
  file: ImportFileAnswer;
  preview: TablePreviewAnswer;
}

const notations: Record<TableColumnsAnswer['notation'], string> = {
  'as-written': '2025-06-15 14:00:05, or 6/15/2025 2:00:05 PM (month first)',
  'day-first': '15/6/2025 14:00:05 (day first)',
  'unix-seconds': '1749996005 (seconds since 1970)',
  'unix-milliseconds': '1749996005000 (milliseconds since 1970)',
};

/** The first lines of a table, and which of its columns are what. */
export function ColumnsForm({ importId, file, preview }: ColumnsFormProps) {
  const client = useQueryClient();
  const id = useId();
  const known = file.columns ?? preview.recognised;
  const [columns, setColumns] = useState<TableColumnsAnswer>(known ?? guessless(preview));
  const [isSaid, setSaid] = useState(known !== null);
  const choose = useMutation({
    mutationFn: () => chooseColumns(importId, file.id, columns),
    onSuccess: (answer) => client.setQueryData(importQuery(importId).queryKey, answer),
  });
  const change = (part: Partial<TableColumnsAnswer>) => {
    setSaid(true);
    setColumns((before) => ({ ...before, ...part }));
  };
  const names = preview.header.map((name, i) =>
    columns.hasHeader ? name || `column ${i + 1}` : `column ${i + 1}`,
  );
  const select = (
    label: string,
    value: number | undefined,
    set: (index: number | undefined) => void,
    none?: string,
  ) => (
    <label className={controls.label}>
      {label}
      <select
        className={controls.field}
        value={value ?? -1}
        onChange={(event) =>
          set(Number(event.target.value) < 0 ? undefined : Number(event.target.value))
        }
      >
        {none === undefined ? null : <option value={-1}>{none}</option>}
        {names.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity.
          <option key={i} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details className={styles.columns} open={known === null || undefined}>
      <summary>Columns</summary>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <thead>
            <tr>
              {names.map((name, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity.
                <th key={i} scope="col" className={tables.start} data-role={roleOf(i, columns)}>
                  {name}
                  <span className={styles.role}>{isSaid ? roleOf(i, columns) : ''}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {linesOf(preview, columns.hasHeader).map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity.
              <tr key={row}>
                {names.map((_, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity.
                  <td key={i} className={tables.start}>
                    {cells[i] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form
        className={styles.fields}
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate();
        }}
      >
        <h4 id={`${id}-title`} className="visually-hidden">
          Columns of {file.name}
        </h4>
        {select('Time', columns.time[0], (index) =>
          change({ time: [index ?? 0, ...columns.time.slice(1)] }),
        )}
        {select(
          'Time of day, if it is apart',
          columns.time[1],
          (index) =>
            change({ time: [columns.time[0] ?? 0, ...(index === undefined ? [] : [index])] }),
          'In the same column',
        )}
        {select('Heart rate', columns.value, (index) => change({ value: index ?? 0 }))}
        {select('Person', columns.user, (index) => change({ user: index }), 'One person only')}
        <label className={controls.label}>
          Times are written as
          <select
            className={controls.field}
            value={columns.notation}
            onChange={(event) => {
              const notation = Object.keys(notations).find((key) => key === event.target.value);
              if (isNotation(notation)) change({ notation });
            }}
          >
            {Object.entries(notations).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={columns.hasHeader}
            onChange={(event) => change({ hasHeader: event.target.checked })}
          />
          The first line names the columns
        </label>
        <button type="submit" className={controls.button} disabled={choose.isPending}>
          Read it so
        </button>
        {choose.error ? (
          <p role="alert" className={styles.error}>
            {choose.error.message}
          </p>
        ) : null}
      </form>
    </details>
  );
}

/** Nothing is recognised: the first columns stand there until somebody says otherwise. */
function guessless({ header }: TablePreviewAnswer): TableColumnsAnswer {
  return {
    time: [0],
    value: Math.min(1, header.length - 1),
    notation: 'as-written',
    hasHeader: true,
  };
}

function isNotation(text: string | undefined): text is TableColumnsAnswer['notation'] {
  return text !== undefined && text in notations;
}

function linesOf({ header, rows }: TablePreviewAnswer, hasHeader: boolean): string[][] {
  return hasHeader ? rows : [header, ...rows];
}

function roleOf(column: number, { time, value, user }: TableColumnsAnswer): string {
  if (time.includes(column)) return 'time';
  if (value === column) return 'heart rate';
  return user === column ? 'person' : '';
}
