'use client';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import type { BpmScale } from '#app/_charts/bpmAxis.ts';
import { Crosshair } from '#app/_charts/Crosshair.tsx';
import { reasonsOf } from '#app/_charts/gapReasons.ts';
import type { Gap } from '#app/_charts/gaps.ts';
import { type Box, type Margins, shareOf, xOf } from '#app/_charts/plot.ts';
import { readingAt, statisticsOf } from '#app/_charts/reading.ts';
import { spanOf, type TimeWindow, windowParameters } from '#app/_charts/timeWindow.ts';
import { useGestures } from '#app/_charts/useGestures.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { formatBpm } from '#app/_format/numbers.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { AnchorChoice } from './AnchorChoice.tsx';
import type { Aligned } from './alignment.ts';
import styles from './Multiples.module.css';
import type { Compared } from './useComparison.ts';
import type { Missing } from './useMissing.ts';

interface SmallChartProps {
  compared: Compared;
  one: Aligned;
  answer: HeartRateAnswer | undefined;
  missing: Missing | undefined;
  /** In drawn time, of everybody. */
  annotations: readonly Annotation[];
  /** As stored. */
  all: readonly Annotation[];
  control: TimeWindowControl;
  extent: TimeWindow;
  scale: BpmScale;
  margins: Margins;
  /** Size of the plot; undefined while it is not known. */
  cell: Box | undefined;
  /** The instant under the pointer, in whichever chart that is; drawn time, ms. */
  readAt: number | undefined;
  onHover: SetHovered;
  whenOf: (annotation: Annotation) => string;
  onOpen: (annotation: Annotation | undefined) => void;
}

type Hovered = { id: string; at: number } | undefined;
type SetHovered = (next: (known: Hovered) => Hovered) => void;

/** There is room for one reason, the greatest part; the user's own chart tells all. */
function GapReading({ gap, missing }: { gap: Gap; missing: Missing | undefined }) {
  const reasons = missing ? reasonsOf([gap], missing.ledger.stretches) : [];
  return (
    <span className={styles.value}>
      {reasons.length > 0 ? (
        <ReasonChips reasons={reasons.slice(0, 1)} beside="share" />
      ) : (
        'No data'
      )}
    </span>
  );
}

const nearPx = 8;
const unknown: Box = { width: 280, height: 144 };

/** Name and value above, gestures and crosshair over the picture that the common canvas draws. */
export function SmallChart(props: SmallChartProps) {
  const { one, answer, missing, control, extent, scale, margins, cell, readAt, onHover, onOpen } =
    props;
  const { user, shift } = one;
  const { window } = control;
  const box = cell ?? unknown;
  const plot = useRef<HTMLDivElement>(null);
  const { hover } = useGestures(plot, { control, whole: extent, box, margins, selecting: false });
  const share = hover === undefined ? -1 : shareOf(hover, box, margins);
  const at = share < 0 || share > 1 ? undefined : window.start + share * spanOf(window);
  useEffect(() => {
    onHover((known) => {
      if (at !== undefined) return { id: user.id, at };
      return known?.id === user.id ? undefined : known;
    });
  }, [at, user.id, onHover]);
  const tolerance = (spanOf(window) / box.width) * nearPx;
  const reading = answer && readAt !== undefined ? readingAt(answer, readAt, tolerance) : undefined;
  const point = reading?.kind === 'point' ? reading.point : undefined;
  const mean = readAt === undefined ? answer && statisticsOf(answer, window).mean : point?.mean;
  const dots = point ? [{ key: 'mean', bpm: point.mean }] : [];
  const own = windowParameters({ start: window.start + shift, end: window.end + shift });
  return (
    <li className={styles.chart} data-user={user.id}>
      <div className={styles.name}>
        <Link href={`/users/${encodeURIComponent(user.id)}?${new URLSearchParams(own)}`}>
          {user.name}
        </Link>
        {reading?.kind === 'gap' ? (
          <GapReading gap={reading.gap} missing={missing} />
        ) : (
          <span className={styles.value}>
            <strong>{formatBpm(mean ?? null)}</strong> bpm
          </span>
        )}
      </div>
      <AnchorChoice compared={props.compared} one={one} annotations={props.all} />
      <div ref={plot} className={styles.plot} data-cell>
        {user.lastSample === null ? <p className={styles.none}>No samples yet</p> : null}
        {cell && readAt !== undefined ? (
          <Crosshair
            x={xOf(readAt, window, cell, margins)}
            box={cell}
            {...{ dots, scale, margins }}
          />
        ) : null}
      </div>
      {cell ? (
        <div className={styles.flags}>
          <AnnotationFlags
            annotations={props.annotations.filter(({ userId }) => userId === user.id)}
            timeZone={user.timeZone}
            whenOf={props.whenOf}
            onOpen={([first]) => onOpen(props.all.find(({ id }) => id === first?.id))}
            box={cell}
            {...{ window, margins }}
          />
        </div>
      ) : null}
    </li>
  );
}
