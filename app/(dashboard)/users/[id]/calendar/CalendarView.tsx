'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { GridSurface } from '#app/_charts/heat/GridSurface.tsx';
import { HeatLegend } from '#app/_charts/heat/HeatLegend.tsx';
import { useAddress } from '#app/_charts/useAddress.ts';
import card from '#app/_components/card.module.css';
import controls from '#app/_components/controls.module.css';
import { QueryNote } from '#app/_components/QueryNote.tsx';
import { methodWords } from '#app/_format/method.ts';
import { plural } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import { calendarQuery } from '#app/_queries/analytics.ts';
import type { CalendarAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import { daysBetween, type LocalDate } from '#lib/time/dateArithmetic.ts';
import type { DataDays } from '../dataDays.ts';
import { hrefOfDay } from '../hrefs.ts';
import { CalendarTable } from './CalendarTable.tsx';
import styles from './CalendarView.module.css';
import { dayByKey, monthLayout, weekLayout, yearsOf } from './calendarGrid.ts';
import { dayWords, type MeasureKey, measureInAddress, measureKeys, measures } from './measures.ts';
import { YearPicture } from './YearPicture.tsx';

/** Years as days: each as warm as its value. */
export function CalendarView({ user, days }: { user: User; days: DataDays }) {
  const { query: address, go } = useAddress();
  const measure = measureInAddress(address.get('measure'));
  const query = useQuery(calendarQuery(user.id, { start: days.first, end: days.last }));
  return (
    <section className={`${card.card} ${styles.calendar}`} aria-labelledby="calendar">
      <header className={card.bar}>
        <h2 id="calendar">Calendar</h2>
        <fieldset className={`${controls.segments} ${controls.spread}`}>
          <legend className="visually-hidden">What is shown</legend>
          {measureKeys.map((key) => (
            <button
              key={key}
              type="button"
              className={controls.segment}
              aria-pressed={measure === key}
              onClick={() => go({ measure: key === 'mean' ? undefined : key })}
            >
              {measures[key].label}
            </button>
          ))}
        </fieldset>
      </header>
      <QueryNote query={query} what="The calendar" />
      {query.data ? <Years user={user} days={days} measure={measure} answer={query.data} /> : null}
    </section>
  );
}

interface YearsProps {
  user: User;
  days: DataDays;
  measure: MeasureKey;
  answer: CalendarAnswer;
}

function Years({ user, days, measure, answer }: YearsProps) {
  const router = useRouter();
  const [date, setDate] = useState<LocalDate>();
  const { whole: name, unit, valuesOf, boundsOf } = measures[measure];
  const index = useMemo(() => new Map(answer.date.map((day, at) => [day, at])), [answer]);
  const { bounds, heatOf } = useMemo(() => {
    const values = valuesOf(answer);
    return {
      bounds: boundsOf(values.filter((value) => value !== null)),
      heatOf: (day: LocalDate) => values[index.get(day) ?? -1] ?? null,
    };
  }, [answer, index, valuesOf, boundsOf]);
  const total = daysBetween(days.first, days.last) + 1;
  const method = measure === 'resting' ? `, ${methodWords(answer.restingHeartRateMethod)}` : '';
  const whole = `${name} of each day${method}. ${answer.date.length} of ${plural(total, 'day')} have data.`;
  const text = date ? `${formatLocalDate(date)}: ${dayWords(answer, index.get(date))}` : whole;
  const open = (day: LocalDate) => router.push(hrefOfDay(user.id, day));
  const onKey = (key: string) => {
    const narrow = globalThis.matchMedia('(max-width: 48rem)').matches;
    const next = dayByKey(key, date ?? days.last, narrow ? monthLayout : weekLayout, days);
    if (next) setDate(date ? next : days.last);
    return next !== undefined;
  };
  return (
    <>
      <div className={styles.reading}>
        <p>{text}</p>
        {date ? (
          <Link href={hrefOfDay(user.id, date)} className={styles.open} tabIndex={-1}>
            Open day
          </Link>
        ) : null}
      </div>
      <HeatLegend bounds={bounds} unit={unit} absent="no data" />
      <GridSurface
        label={`${name} of each day of ${user.name}, ${unit}`}
        text={text}
        count={total}
        at={date ? daysBetween(days.first, date) : undefined}
        onKey={onKey}
        onChoose={() => date && open(date)}
        onLeave={() => setDate(undefined)}
      >
        {yearsOf(days.first, days.last).map((year) => (
          <YearPicture
            key={year}
            {...{ year, days, bounds, heatOf, date }}
            onDate={setDate}
            onOpen={open}
          />
        ))}
      </GridSurface>
      <CalendarTable userId={user.id} answer={answer} />
    </>
  );
}
