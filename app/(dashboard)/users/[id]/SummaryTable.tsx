'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import card from '#app/_components/card.module.css';
import controls from '#app/_components/controls.module.css';
import { FailedNotice } from '#app/_components/Notice.tsx';
import tables from '#app/_components/table.module.css';
import { ZoneBar } from '#app/_components/ZoneBar.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm, formatCount } from '#app/_format/numbers.ts';
import { formatLocalDate, formatMinutes } from '#app/_format/time.ts';
import { summaryPage, summaryQuery } from '#app/_queries/summary.ts';
import type { SummaryDay } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import styles from './SummaryTable.module.css';

interface SummaryTableProps {
  userId: string;
  /** Local days of the first and the last sample. */
  firstDay: LocalDate;
  lastDay: LocalDate;
  /** One source that is seen alone above: the days are those of all. */
  source: string | undefined;
}

/** The user's days, newest first, two weeks a page. */
export function SummaryTable({ userId, firstDay, lastDay, source }: SummaryTableProps) {
  const [page, setPage] = useState(0);
  const { start, end } = summaryPage(lastDay, page);
  const query = useQuery({
    ...summaryQuery(userId, start, end),
    placeholderData: keepPreviousData,
  });
  const days = query.data?.days.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <section className={`${card.card} ${styles.section}`} aria-labelledby="days">
      <header className={card.bar}>
        <h2 id="days">{source === undefined ? 'Days' : 'Days, of all sources'}</h2>
        <div className={styles.pages}>
          <span aria-live="polite" className={styles.span}>
            {formatLocalDate(start)} – {formatLocalDate(end)}
          </span>
          <button
            type="button"
            className={controls.button}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            Newer
          </button>
          <button
            type="button"
            className={controls.button}
            disabled={start <= firstDay}
            onClick={() => setPage(page + 1)}
          >
            Older
          </button>
        </div>
      </header>
      {query.error ? (
        <FailedNotice
          title="The days could not be loaded"
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>{query.error.message}</p>
        </FailedNotice>
      ) : days && days.length > 0 ? (
        <Days days={days} busy={query.isPlaceholderData} />
      ) : (
        <p className={styles.none} data-state={days ? 'empty' : 'loading'}>
          {days ? 'No summaries in these two weeks.' : 'Loading days…'}
        </p>
      )}
    </section>
  );
}

function Days({ days, busy }: { days: SummaryDay[]; busy: boolean }) {
  return (
    <div className={tables.scroll} aria-busy={busy}>
      <table className={`${tables.table} ${tables.cards}`}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Resting</th>
            <th scope="col" className={tables.start}>
              Zones, minutes
            </th>
            <th scope="col">Worn</th>
            <th scope="col">Samples</th>
            <th scope="col">Mean</th>
            <th scope="col">Min</th>
            <th scope="col">Max</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatLocalDate(day.date)}</th>
              <td data-label="Resting">
                <strong className={styles.resting}>{formatBpm(day.restingHeartRate)}</strong>
                <small className={styles.method}>{methodWords(day.restingHeartRateMethod)}</small>
              </td>
              <td
                data-label="Zones, minutes"
                className={`${tables.start} ${tables.whole} ${tables.last}`}
              >
                <ZoneBar
                  zones={
                    day.customHeartRateZones.length > 0
                      ? day.customHeartRateZones
                      : day.heartRateZones
                  }
                />
              </td>
              <td data-label="Worn">{formatMinutes(day.minutesWithData)}</td>
              <td data-label="Samples">{formatCount(day.sampleCount)}</td>
              <td data-label="Mean">{formatBpm(day.mean)}</td>
              <td data-label="Min">{formatBpm(day.min)}</td>
              <td data-label="Max">{formatBpm(day.max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
