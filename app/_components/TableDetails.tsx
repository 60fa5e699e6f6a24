'use client';
import { type ReactNode, useState } from 'react';
import styles from './TableDetails.module.css';
import tables from './table.module.css';

interface TableDetailsProps {
  caption: string;
  columns: string[];
  /** Asked for while it is open. The first cell heads its row, and is a link: by it a long table is scrolled. */
  rows: () => { key: string; cells: ReactNode[] }[];
  /** Above the table. */
  children?: ReactNode;
}

/** A picture's equal in numbers, made only while it is open. */
export function TableDetails({ caption, columns, rows, children }: TableDetailsProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open ? children : null}
      {open ? (
        <section className={tables.scroll} aria-label="Table">
          <table className={tables.table}>
            <caption className={styles.caption}>{caption}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(({ key, cells: [head, ...cells] }) => (
                <tr key={key}>
                  <th scope="row">{head}</th>
                  {cells.map((cell, index) => (
                    <td key={columns[index + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );
}
