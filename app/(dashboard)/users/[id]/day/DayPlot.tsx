'use client';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import { Crosshair } from '#app/_charts/plain/Crosshair.tsx';
import { PlainPlot, percent } from '#app/_charts/plain/PlainPlot.tsx';
import { drawingWidth, rectPath } from '#app/_charts/plain/paths.ts';
import { ReadingSurface } from '#app/_charts/plain/ReadingSurface.tsx';
import { statisticsOf } from '#app/_charts/reading.ts';
import { ribbonPx } from '#app/_charts/reasonLayer.ts';
import { minute, spanOf } from '#app/_charts/timeWindow.ts';
import cover from '#app/_components/Coverage.module.css';
import { Skeleton } from '#app/_components/Skeleton.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { type DayBehind, DayLegend } from './DayLegend.tsx';
import styles from './DayPlot.module.css';
import { DayReadout } from './DayReadout.tsx';
import { type DayPicture, dayHeight } from './dayPicture.ts';
import { minuteAt, minuteWords } from './dayReading.ts';

interface DayPlotProps {
  user: User;
  date: LocalDate;
  answer: HeartRateAnswer | undefined;
  picture: DayPicture | undefined;
  query: Parameters<typeof PlotNote>[0]['query'];
  behind: DayBehind[];
  /** Minute since midnight that is read. */
  at: number | undefined;
  onAt: (at: number | undefined) => void;
}

/** The 24 hours, or 23 or 25, with what is read of them above. */
export function DayPlot({ user, date, answer, picture, query, behind, at, onAt }: DayPlotProps) {
  if (!answer || !picture) {
    return (
      <div className={styles.room}>
        {query.error ? null : <Skeleton kind="chart" />}
        <PlotNote query={query} empty={false} />
      </div>
    );
  }
  const { window, scale, y } = picture;
  const instant = at === undefined ? undefined : window.start + at * minute;
  const reading = instant === undefined ? undefined : minuteAt(answer, instant);
  const day = statisticsOf(answer, window);
  const words =
    instant === undefined
      ? `${formatLocalDate(date)}: mean ${formatBpm(day.mean ?? null)} bpm, ${formatBpm(day.min ?? null)} to ${formatBpm(day.max ?? null)} bpm`
      : minuteWords(answer, instant);
  const yTicks = Array.from(
    { length: Math.round((scale.max - scale.min) / scale.step) + 1 },
    (_, index) => scale.min + index * scale.step,
  ).map((bpm) => ({ y: y(bpm), label: String(bpm) }));
  return (
    <>
      <div className={styles.head}>
        <DayReadout answer={answer} instant={instant} statistics={day} />
        <DayLegend
          behind={behind}
          answers={behind.map((one) => one.query.data)}
          instant={instant}
        />
      </div>
      <div className={styles.picture}>
        <PlainPlot
          height={dayHeight}
          yTicks={yTicks}
          xTicks={picture.xTicks}
          above={
            <>
              <ZoneNames zones={picture.zones} />
              {instant === undefined ? null : (
                <Crosshair
                  share={(instant + minute / 2 - window.start) / spanOf(window)}
                  height={dayHeight}
                  y={reading && y(reading.mean)}
                />
              )}
            </>
          }
          surface={
            <ReadingSurface
              label={`Heart rate of ${user.name}, minute by minute`}
              count={Math.round(spanOf(window) / minute)}
              at={at}
              onAt={onAt}
              text={words}
            />
          }
        >
          <Shapes picture={picture} />
        </PlainPlot>
        <PlotNote query={query} empty={answer.t.length === 0} />
      </div>
    </>
  );
}

function Shapes({ picture }: { picture: DayPicture }) {
  return (
    <>
      {picture.nights.map(({ x, width }) => (
        <path key={x} className={styles.night} d={rectPath(x, 0, width, dayHeight)} />
      ))}
      {picture.zones.map(({ name, step, y, height }) => (
        <path
          key={name}
          className={styles.zone}
          data-step={Math.min(step, 2)}
          d={`M0 ${y + height}h${drawingWidth}`}
        />
      ))}
      {picture.gaps.map(({ x, width }) => (
        <path key={x} className={styles.gap} d={rectPath(x, 0, width, dayHeight)} />
      ))}
      {picture.annotations.map(({ id, x, width }) => (
        <path
          key={id}
          className={width > 0 ? styles.annotation : styles.moment}
          d={width > 0 ? rectPath(x, 0, width, dayHeight) : `M${x} 0v${dayHeight}`}
        />
      ))}
      {picture.behind.map(({ name, line }) => (
        <path key={name} className={styles[name]} d={line} />
      ))}
      <path className={styles.band} d={picture.band} />
      <path className={styles.line} d={picture.line} />
      <path className={styles.lone} d={picture.lone} />
      {picture.reasons.map(({ x, width, state }) => (
        <path
          key={x}
          className={cover.ribbon}
          data-cover={state}
          d={rectPath(x, dayHeight - ribbonPx, width, ribbonPx)}
        />
      ))}
    </>
  );
}

function ZoneNames({ zones }: Pick<DayPicture, 'zones'>) {
  return zones.map(({ name, y, height }) => (
    <text key={name} className={styles.zoneName} x={percent(1)} dx="-6" y={y + height - 6}>
      {name}
    </text>
  ));
}
