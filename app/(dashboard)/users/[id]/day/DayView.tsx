'use client';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { ledgerOf, reasonsOf } from '#app/_charts/gapReasons.ts';
import { useAddress } from '#app/_charts/useAddress.ts';
import card from '#app/_components/card.module.css';
import controls from '#app/_components/controls.module.css';
import { dayWindow } from '#app/_queries/dayHeartRate.ts';
import { wearOf } from '#lib/analytics/wear.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { User } from '#lib/contract/users.ts';
import { addDays } from '#lib/time/dateArithmetic.ts';
import { type DataDays, dateInAddress } from '../dataDays.ts';
import { hrefOfWindow } from '../hrefs.ts';
import { DayFigures } from './DayFigures.tsx';
import { DayNavigation } from './DayNavigation.tsx';
import { DayNotes } from './DayNotes.tsx';
import { DayPlot } from './DayPlot.tsx';
import { DayTable } from './DayTable.tsx';
import { dayGaps } from './dayGaps.ts';
import { dayPicture } from './dayPicture.ts';
import { useDay } from './useDay.ts';

const noAnnotations: readonly Annotation[] = [];

interface DayViewProps {
  user: User;
  days: DataDays;
  /** When the page was made, ms UTC. */
  now: number;
}

/** One local day, large, with the day and the weekday before it in the background. */
export function DayView({ user, days, now }: DayViewProps) {
  const { query: address, go } = useAddress();
  const date = dateInAddress(address.get('date') ?? undefined, days);
  const { timeZone } = user;
  const { day, summary, before, week, ...noted } = useDay(user, date, days);
  const annotations = noted.annotations.data?.annotations ?? noAnnotations;
  const [at, setAt] = useState<number>();
  const answer = day.data;
  const facts = summary.data?.days[0];
  const window = dayWindow({ date, timeZone });
  const known = useMemo(
    () => ({
      start: window.start,
      end: Math.min(window.end, Math.max(now, user.lastSample ?? 0)),
    }),
    [window.start, window.end, now, user.lastSample],
  );
  const wear = useMemo(() => (answer ? wearOf(answer.t, known) : undefined), [answer, known]);
  const gaps = useMemo(() => (answer ? dayGaps(answer, known) : []), [answer, known]);
  const coverage = noted.coverage.data;
  const ledger = useMemo(() => (coverage ? ledgerOf(coverage) : []), [coverage]);
  const picture = useMemo(() => {
    if (!answer) return undefined;
    const zones = facts?.customHeartRateZones.length
      ? facts.customHeartRateZones
      : facts?.heartRateZones;
    return dayPicture({
      ...{ answer, date, timeZone, gaps, ledger, annotations, zones: zones ?? [] },
      behind: [
        { name: 'before', answer: before.data },
        { name: 'week', answer: week.data },
      ],
    });
  }, [answer, gaps, ledger, annotations, facts, date, timeZone, before.data, week.data]);
  const open = (next: string) => {
    setAt(undefined);
    go({ date: next === days.last ? undefined : next });
  };
  return (
    <div className={card.stack}>
      <DayNavigation date={date} days={days} onDate={open}>
        <Link className={controls.button} href={hrefOfWindow(user.id, window)}>
          Open in the chart
        </Link>
      </DayNavigation>
      <figure className={card.card} aria-busy={day.isFetching} data-date={date}>
        <DayPlot
          {...{ user, date, picture, at }}
          query={day}
          answer={answer}
          onAt={setAt}
          behind={[
            { name: 'before', date: addDays(date, -1), query: before },
            { name: 'week', date: addDays(date, -7), query: week },
          ]}
        />
        <DayFigures {...{ answer, wear, date, timeZone }} query={summary} summary={facts} />
        <DayNotes {...{ user, date, annotations }} reasons={reasonsOf(gaps, ledger)} />
        <DayTable answer={answer} timeZone={timeZone} />
      </figure>
    </div>
  );
}
