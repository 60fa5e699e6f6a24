'use client';
import Link from 'next/link';
import { memo, useEffect, useMemo, useRef } from 'react';
import { AnnotationFlags } from '#app/_annotations/AnnotationFlags.tsx';
import type { BpmScale } from '#app/_charts/bpmAxis.ts';
import { type Box, type Margins, shareOf } from '#app/_charts/plot.ts';
import { Selection } from '#app/_charts/Selection.tsx';
import { spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useGestures } from '#app/_charts/useGestures.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { hrefOfWindow } from '#app/(dashboard)/users/[id]/hrefs.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { AnchorChoice } from './AnchorChoice.tsx';
import { type Aligned, instantsOf } from './alignment.ts';
import styles from './Multiples.module.css';
import type { PointedInstant } from './pointedInstant.ts';
import { SmallCrosshair, SmallValue } from './SmallReading.tsx';
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
  /** The window when no gesture goes on. */
  settled: TimeWindow;
  extent: TimeWindow;
  scale: BpmScale;
  margins: Margins;
  /** Whether a drag selects a stretch instead of moving all the charts. */
  selecting: boolean;
  /** Size of the plot; undefined while it is not known. */
  cell: Box | undefined;
  pointed: PointedInstant;
  whenOf: (annotation: Annotation) => string;
  onOpen: (annotation: Annotation | undefined) => void;
}

const unknown: Box = { width: 280, height: 144 };

/** Name and value above, gestures and crosshair over the picture that the common canvas draws. */
export function SmallChart(props: SmallChartProps) {
  const { one, answer, missing, control, extent, scale, margins, selecting, cell, pointed } = props;
  const { user } = one;
  const { window } = control;
  const box = cell ?? unknown;
  const plot = useRef<HTMLDivElement>(null);
  const gestures = { control, whole: extent, box, margins, selecting };
  const { hover, selection } = useGestures(plot, gestures);
  const share = hover === undefined ? -1 : shareOf(hover, box, margins);
  const at = share < 0 || share > 1 ? undefined : window.start + share * spanOf(window);
  useEffect(() => pointed.set(user.id, at), [at, user.id, pointed]);
  return (
    <li className={styles.chart} data-user={user.id}>
      <div className={styles.name}>
        <OwnChart one={one} settled={props.settled} />
        <SmallValue {...{ answer, missing, window, box, pointed }} />
      </div>
      <AnchorChoice compared={props.compared} one={one} annotations={props.all} />
      <div ref={plot} className={styles.plot} data-selecting={selecting} data-cell>
        {user.lastSample === null ? <p className={styles.none}>No samples yet</p> : null}
        {selection ? <Selection from={selection[0]} to={selection[1]} margins={margins} /> : null}
        {cell ? (
          <SmallCrosshair {...{ answer, missing, window, box: cell, pointed, scale, margins }} />
        ) : null}
      </div>
      {cell ? <Flags {...props} box={cell} /> : null}
    </li>
  );
}

interface OwnChartProps {
  one: Aligned;
  settled: TimeWindow;
}

/** Leads to the user's own chart, from where the gesture ends: no link changes while it goes on. */
const OwnChart = memo(function OwnChart({ one: { user, shift }, settled }: OwnChartProps) {
  return (
    <Link href={hrefOfWindow(user.id, instantsOf(settled, shift))} prefetch={false}>
      {user.name}
    </Link>
  );
});

function Flags({
  one,
  annotations,
  all,
  box,
  whenOf,
  onOpen,
  ...rest
}: SmallChartProps & { box: Box }) {
  const { user } = one;
  const own = useMemo(
    () => annotations.filter(({ userId }) => userId === user.id),
    [annotations, user.id],
  );
  if (own.length === 0) return null;
  return (
    <div className={styles.flags}>
      <AnnotationFlags
        annotations={own}
        timeZone={user.timeZone}
        onOpen={([first]) => onOpen(all.find(({ id }) => id === first?.id))}
        window={rest.control.window}
        margins={rest.margins}
        {...{ box, whenOf }}
      />
    </div>
  );
}
