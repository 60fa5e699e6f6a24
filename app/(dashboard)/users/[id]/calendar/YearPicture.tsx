'use client';
import { memo, type PointerEvent } from 'react';
import { HeatCells } from '#app/_charts/heat/HeatCells.tsx';
import { months } from '#app/_format/time.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import type { DataDays } from '../dataDays.ts';
import {
  type Cell,
  daysOfYear,
  firstOfYear,
  monthLayout,
  weekLayout,
  type YearLayout,
} from './calendarGrid.ts';
import styles from './YearPicture.module.css';

interface YearPictureProps {
  year: number;
  days: DataDays;
  bounds: readonly number[];
  heatOf: (date: LocalDate) => number | null;
  /** The day that is read, in whatever year. */
  date: LocalDate | undefined;
  onDate: (date: LocalDate | undefined) => void;
  onOpen: (date: LocalDate) => void;
}

const cell = { width: 0.86, height: 0.86 };
const inset = 0.07;
const round = (value: number) => Math.round(value * 100) / 100;

/** One year, laid out for wide pages and for phones; the style sheet shows one of them. */
export function YearPicture(props: YearPictureProps) {
  return (
    <div className={styles.year} data-year={props.year}>
      <p className={styles.name}>{props.year}</p>
      <Picture {...props} layout={weekLayout} className={styles.weeks} />
      <Picture {...props} layout={monthLayout} className={styles.months} />
    </div>
  );
}

interface PictureProps extends YearPictureProps {
  layout: YearLayout;
  className: string | undefined;
}

function Picture({ layout, className, ...props }: PictureProps) {
  const { year, days, bounds, heatOf, date, onDate, onOpen } = props;
  const { width, top, height } = layout.part(year, days);
  const under = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height + top;
    const found = layout.dayAt(year, { x, y });
    return found && found >= days.first && found <= days.last ? found : undefined;
  };
  const read = date?.startsWith(`${year}-`) ? layout.placeOf(date) : undefined;
  return (
    // The grid around it has the keys; this is what a pointer meets.
    <svg
      viewBox={`0 ${top} ${width} ${height}`}
      className={className}
      aria-hidden="true"
      onPointerMove={(event) => event.pointerType === 'mouse' && onDate(under(event))}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onDate(undefined)}
      onPointerUp={(event) => {
        const found = under(event);
        if (event.pointerType !== 'mouse') onDate(found);
        else if (found && event.button === 0) onOpen(found);
      }}
    >
      <Cells {...{ layout, year, days, bounds, heatOf }} />
      {layout.monthNames(year).map(({ x, y }, month) => (
        <text key={months[month]} x={x} y={y} className={styles.month}>
          {months[month]}
        </text>
      ))}
      {read ? <Mark at={read} /> : null}
    </svg>
  );
}

function Mark({ at }: { at: Cell }) {
  return (
    <rect
      x={at.x + 0.02}
      y={at.y + 0.02}
      width="0.96"
      height="0.96"
      rx="0.2"
      className={styles.mark}
    />
  );
}

type CellsProps = Pick<YearPictureProps, 'year' | 'days' | 'bounds' | 'heatOf'> & {
  layout: YearLayout;
};

/** Drawn anew with other values, not with every day that the pointer passes. */
const Cells = memo(function Cells({ layout, year, days, bounds, heatOf }: CellsProps) {
  const placed = (first: LocalDate, last: LocalDate) =>
    daysOfYear(year, first, last).map((date) => {
      const { x, y } = layout.placeOf(date);
      return { x: x + inset, y: y + inset, value: heatOf(date) };
    });
  const cells = placed(days.first, days.last);
  const ground = placed(firstOfYear(year), firstOfYear(year + 1))
    .map(({ x, y }) => `M${round(x)} ${round(y)}h${cell.width}v${cell.height}h${-cell.width}z`)
    .join('');
  const absent = cells
    .filter(({ value }) => value === null)
    .map(
      ({ x, y }) => `M${round(x + 0.2)} ${round(y + cell.height / 2)}h${round(cell.width - 0.4)}`,
    )
    .join('');
  return (
    <>
      <path d={ground} className={styles.ground} />
      <path d={absent} className={styles.absent} />
      <HeatCells cells={cells} bounds={bounds} size={cell} />
    </>
  );
});
