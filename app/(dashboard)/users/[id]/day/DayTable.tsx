'use client';
import Link from 'next/link';
import { statisticsOf } from '#app/_charts/reading.ts';
import { hour } from '#app/_charts/timeWindow.ts';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatClock, formatMinutes, formatOffset } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { hrefOfWindow } from '../hrefs.ts';

interface DayTableProps {
  answer: HeartRateAnswer | undefined;
  timeZone: string;
}

/** The day's equal in numbers: its hours as they passed, 23, 24 or 25 of them. */
export function DayTable({ answer, timeZone }: DayTableProps) {
  return (
    <TableDetails
      caption="The hours of this day. The offset tells the two apart that a clock change shows twice."
      columns={['Hour', 'Mean', 'Lowest', 'Highest', 'Minutes with data']}
      rows={() => (answer ? hoursOf(answer, timeZone) : [])}
    />
  );
}

function hoursOf(answer: HeartRateAnswer, timeZone: string) {
  const count = Math.ceil((answer.end - answer.start) / hour);
  return Array.from({ length: count }, (_, index) => {
    const start = answer.start + index * hour;
    const end = Math.min(start + hour, answer.end);
    const { mean, min, max } = statisticsOf(answer, { start, end });
    const minutes = answer.t.filter((at) => at >= start && at < end).length;
    return {
      key: String(start),
      cells: [
        <Link key="hour" href={hrefOfWindow(answer.userId, { start, end })}>
          {formatClock(start, timeZone)} {formatOffset(start, timeZone)}
        </Link>,
        ...[mean, min, max].map((bpm) => formatBpm(bpm ?? null)),
        formatMinutes(minutes),
      ],
    };
  });
}
