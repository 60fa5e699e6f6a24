'use client';
import Link from 'next/link';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { RhythmAnswer } from '#lib/contract/analytics.ts';
import { hrefOfDay } from '../hrefs.ts';

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

export function RhythmTable({ answer }: { answer: RhythmAnswer }) {
  return (
    <TableDetails
      caption="Mean of each hour in bpm, newest day first; a dash where there is no data."
      columns={['Day', ...hours]}
      rows={() =>
        answer.days.toReversed().map(({ date, hours: means }) => ({
          key: date,
          cells: [
            <Link key="day" href={hrefOfDay(answer.userId, date)} prefetch={false}>
              {formatLocalDate(date)}
            </Link>,
            ...means.map((mean) => formatBpm(mean)),
          ],
        }))
      }
    />
  );
}
