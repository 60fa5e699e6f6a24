'use client';
import { useRouter } from 'next/navigation';
import { memo, type PointerEvent, useMemo, useState } from 'react';
import { GridSurface } from '#app/_charts/heat/GridSurface.tsx';
import { HeatCells } from '#app/_charts/heat/HeatCells.tsx';
import { HeatLegend } from '#app/_charts/heat/HeatLegend.tsx';
import { heatBounds } from '#app/_charts/heat/heatScale.ts';
import { PlainPlot, percent } from '#app/_charts/plain/PlainPlot.tsx';
import { drawingWidth } from '#app/_charts/plain/paths.ts';
import card from '#app/_components/card.module.css';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { RhythmAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import { hrefOfDay } from '../hrefs.ts';
import styles from './RhythmPicture.module.css';
import { RhythmTable } from './RhythmTable.tsx';
import { cellByKey, dateTicks, hourCells, type RhythmCell } from './rhythmGrid.ts';

const height = 264;
const row = height / 24;
const hourTicks = [0, 6, 12, 18, 24].map((hour) => ({
  y: hour * row,
  label: String(hour).padStart(2, '0'),
}));

/** Days from left to right, the hours of the clock from top to bottom. */
export function RhythmPicture({ user, answer }: { user: User; answer: RhythmAnswer }) {
  const router = useRouter();
  const { days } = answer;
  const [at, setAt] = useState<RhythmCell>();
  const bounds = useMemo(
    () => heatBounds(days.flatMap((day) => day.hours.filter((mean) => mean !== null))),
    [days],
  );
  const day = at && days[at.day];
  const text =
    at && day
      ? `${formatLocalDate(day.date)}, ${hourWords(at.hour)}: ${bpmWords(day.hours[at.hour])}`
      : 'The mean of each hour of each day, on the clock of those days.';
  const open = ({ day: index }: RhythmCell) => {
    const date = days[index]?.date;
    if (date) router.push(hrefOfDay(user.id, date));
  };
  return (
    <>
      <header className={card.head}>
        <h2>Rhythm</h2>
        <p className={card.reading}>{text}</p>
      </header>
      <HeatLegend bounds={bounds} unit="bpm" absent="no data" />
      <div className={styles.picture}>
        <GridSurface
          label={`Mean heart rate of ${user.name} by hour and day, bpm`}
          text={text}
          count={days.length * 24}
          at={at && at.day * 24 + at.hour}
          onKey={(key) => {
            const next = cellByKey(key, at, days.length);
            if (next) setAt(next);
            return next !== undefined;
          }}
          onChoose={() => at && open(at)}
          onLeave={() => setAt(undefined)}
        >
          <PlainPlot
            height={height}
            yTicks={hourTicks}
            xTicks={dateTicks(days.map(({ date }) => date))}
            above={at ? <Mark at={at} count={days.length} /> : null}
            surface={<Pointer count={days.length} onAt={setAt} onOpen={open} />}
          >
            <Cells answer={answer} bounds={bounds} />
          </PlainPlot>
        </GridSurface>
      </div>
      <RhythmTable answer={answer} />
    </>
  );
}

function hourWords(hour: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(hour)}:00–${two(hour + 1)}:00`;
}

function bpmWords(mean: number | null | undefined): string {
  return mean === null || mean === undefined ? 'no data' : `${formatBpm(mean)} bpm`;
}

/** Stretched sideways to the width of the page, hours and days without a seam. */
const Cells = memo(function Cells({ answer, bounds }: { answer: RhythmAnswer; bounds: number[] }) {
  const width = drawingWidth / Math.max(1, answer.days.length);
  return (
    <g transform={`scale(${width} ${row})`} className={styles.cells}>
      <HeatCells cells={hourCells(answer.days)} bounds={bounds} size={{ width: 1, height: 1 }} />
    </g>
  );
});

function Mark({ at, count }: { at: RhythmCell; count: number }) {
  return (
    <rect
      className={styles.mark}
      x={percent(at.day / count)}
      y={at.hour * row}
      width={percent(1 / count)}
      height={row}
    />
  );
}

interface PointerProps {
  count: number;
  onAt: (at: RhythmCell | undefined) => void;
  onOpen: (at: RhythmCell) => void;
}

/** What a pointer meets; keys and words are those of the grid around it. */
function Pointer({ count, onAt, onOpen }: PointerProps) {
  const under = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): RhythmCell => {
    const box = currentTarget.getBoundingClientRect();
    const place = (share: number, size: number) =>
      Math.min(size - 1, Math.max(0, Math.floor(share * size)));
    return {
      day: place((clientX - box.left) / box.width, count),
      hour: place((clientY - box.top) / box.height, 24),
    };
  };
  return (
    <div
      className={styles.pointer}
      aria-hidden="true"
      onPointerMove={(event) => onAt(under(event))}
      onPointerDown={(event) => onAt(under(event))}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onAt(undefined)}
      onPointerUp={(event) => event.pointerType === 'mouse' && onOpen(under(event))}
    />
  );
}
