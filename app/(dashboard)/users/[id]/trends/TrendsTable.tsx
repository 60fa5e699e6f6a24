'use client';
import Link from 'next/link';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm, formatCount } from '#app/_format/numbers.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { hrefOfWindow } from '../hrefs.ts';
import { activeZones } from './trendShapes.ts';
import { periodWords } from './trendWords.ts';

/** The pictures' equal in numbers, newest first. */
export function TrendsTable({ answer }: { answer: TrendsAnswer }) {
  const names = activeZones(answer.points).map(({ name }) => name);
  const method = methodWords(answer.restingHeartRateMethod);
  return (
    <TableDetails
      caption="bpm, medians over the days of each row; zones in minutes on an average day."
      columns={[
        'From – to',
        'Days',
        method ? `Resting, ${method}` : 'Resting',
        'n',
        'Median of 28 days',
        'n of 28',
        'Lowest',
        'Mean',
        'Highest',
        ...names,
      ]}
      rows={() =>
        answer.points.toReversed().map((point) => ({
          key: point.start,
          cells: [
            <Link key="period" href={hrefOfPeriod(answer, point)} prefetch={false}>
              {periodWords(point)}
            </Link>,
            point.days,
            formatBpm(point.restingHeartRate),
            point.restingDays,
            formatBpm(point.rollingMedian),
            point.rollingKnown,
            formatBpm(point.low),
            formatBpm(point.mean),
            formatBpm(point.high),
            ...names.map((name) => {
              const zone = point.zones.find((one) => one.name === name);
              return zone ? formatCount(zone.minutes) : '–';
            }),
          ],
        }))
      }
    />
  );
}

function hrefOfPeriod(
  { userId, timeZone }: TrendsAnswer,
  { start, end }: TrendsAnswer['points'][number],
) {
  const window = {
    start: localDay(start, timeZone).startMs,
    end: localDay(end, timeZone).endMs,
  };
  return hrefOfWindow(userId, window);
}
