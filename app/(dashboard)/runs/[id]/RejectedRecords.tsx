'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import controls from '#app/_components/controls.module.css';
import tables from '#app/_components/table.module.css';
import { rejectedRecordsQuery } from '#app/_queries/rejectedRecords.ts';
import styles from './RunView.module.css';

interface RejectedRecordsProps {
  id: number;
  /** How many the run says there are; when it grows, the list is asked for again. */
  refused: number;
}

/** What the run refused or overruled, as it came, with the reason and where it came from. */
export function RejectedRecords({ id, refused }: RejectedRecordsProps) {
  const query = useInfiniteQuery(rejectedRecordsQuery(id));
  const records = query.data?.pages.flatMap((page) => page.rejected) ?? [];
  const { refetch } = query;
  const behind = refused > 0 && records.length === 0;
  useEffect(() => {
    if (behind) void refetch();
  }, [behind, refetch]);
  return (
    <section className={styles.card} aria-labelledby="rejected">
      <h2 id="rejected">Refused records</h2>
      {query.error ? <p role="alert">{query.error.message}</p> : null}
      {records.length === 0 ? (
        <p className={styles.soft}>None: every record that was read has been kept.</p>
      ) : (
        <div className={tables.scroll}>
          <table className={`${tables.table} ${tables.cards}`}>
            <thead>
              <tr>
                <th scope="col">Reason</th>
                <th scope="col" className={tables.start}>
                  Origin
                </th>
                <th scope="col" className={tables.start}>
                  As it came
                </th>
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <tr key={record.id}>
                  <th scope="row" className={tables.wrap}>
                    {record.reason}
                    <span className={styles.soft}> {record.detail}</span>
                  </th>
                  <td data-label="Origin" className={`${tables.start} ${tables.wrap}`}>
                    {record.origin}
                    {record.line === null ? '' : `, line ${record.line}`}
                  </td>
                  <td data-label="As it came" className={`${tables.start} ${tables.wrap}`}>
                    <span className={styles.raw}>{record.raw}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage ? (
        <button type="button" className={controls.button} onClick={() => query.fetchNextPage()}>
          More
        </button>
      ) : null}
    </section>
  );
}
