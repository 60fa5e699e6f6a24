'use client';
import Link from 'next/link';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate, formatMinutes } from '#app/_format/time.ts';
import type { CalendarAnswer } from '#lib/contract/analytics.ts';
import { hrefOfDay } from '../hrefs.ts';
import { yearsOf } from './calendarGrid.ts';

/** The calendar's equal in numbers, a year at a time, newest day first. */
export function CalendarTable({ userId, answer }: { userId: string; answer: CalendarAnswer }) {
  const years = yearsOf(answer.start, answer.end);
  const [year, setYear] = useState(years[0] ?? 0);
  const method = methodWords(answer.restingHeartRateMethod);
  return (
    <TableDetails
      caption={`Days of ${year} that have data; bpm.`}
      columns={['Day', 'Mean', `Resting, ${method}`, 'Lowest', 'Highest', 'Worn']}
      rows={() => rowsOf(userId, answer, year)}
    >
      {years.length > 1 ? (
        <label className={controls.label}>
          Year of the table
          <select
            className={controls.field}
            value={year}
            onChange={({ target }) => setYear(Number(target.value))}
          >
            {years.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      ) : null}
    </TableDetails>
  );
}

function rowsOf(userId: string, answer: CalendarAnswer, year: number) {
  const bpm = (column: readonly (number | null)[], index: number) =>
    formatBpm(column[index] ?? null);
  return answer.date
    .map((date, index) => ({ date, index }))
    .filter(({ date }) => date.startsWith(`${year}-`))
    .reverse()
    .map(({ date, index }) => ({
      key: date,
      cells: [
        <Link key="day" href={hrefOfDay(userId, date)} prefetch={false}>
          {formatLocalDate(date)}
        </Link>,
        bpm(answer.mean, index),
        bpm(answer.restingHeartRate, index),
        bpm(answer.min, index),
        bpm(answer.max, index),
        formatMinutes(answer.minutesWithData[index] ?? 0),
      ],
    }));
}
