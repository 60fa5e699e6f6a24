/** The time axis of a comparison in words, by how its users are aligned. */
import type { BpmScale } from '#app/_charts/bpmAxis.ts';
import type { TimeAxis } from '#app/_charts/Plot.tsx';
import { type Box, type Margins, tickCount } from '#app/_charts/plot.ts';
import type { View } from '#app/_charts/scene.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { whenWords } from '#app/_format/annotation.ts';
import { formatDateTime, formatZone } from '#app/_format/time.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import { type Aligned, type Alignment, isKind } from './alignment.ts';
import { relativeSpan, relativeTicks, relativeWords } from './relativeTime.ts';

const relative: TimeAxis = { ticksOf: relativeTicks, spanWords: relativeSpan };

export interface DrawnTime {
  /** Zone whose clock the drawn time is read on; faces of local clocks are read as UTC. */
  zone: string;
  /** Present where it is no clock's. */
  axis: TimeAxis | undefined;
  /** An instant of drawn time. */
  wordsOf: (at: number) => string;
  /** What the axis is, in half a sentence. */
  said: string;
}

export function drawnTime(alignment: Alignment, firstZone: string, end: number): DrawnTime {
  if (isKind(alignment)) {
    const said = `Hours since each one’s ${alignment.replace('-', ' ')}`;
    return { zone: 'UTC', axis: relative, wordsOf: relativeWords, said };
  }
  const zone = alignment === 'local' ? 'UTC' : firstZone;
  const wordsOf = (at: number) => formatDateTime(at, zone, true);
  const said = alignment === 'local' ? 'Each one’s own local time' : formatZone(end, zone);
  return { zone, axis: undefined, wordsOf, said };
}

/** What one picture of a comparison is drawn by. */
export function drawnView(
  { axis, zone }: DrawnTime,
  { window, scale }: { window: TimeWindow; scale: BpmScale },
  box: Box,
  margins: Margins,
): View {
  const count = tickCount(box, margins);
  const ticks = axis?.ticksOf(window, count) ?? timeTicks(window, zone, count);
  return { window, scale, ticks, box, margins };
}

/** When a drawn annotation was, on its own user's clock, and whose it is. */
export function whoseAndWhen(aligned: readonly Aligned[]): (annotation: Annotation) => string {
  const byUser = new Map(aligned.map((one) => [one.user.id, one]));
  return ({ userId, start, end }) => {
    const { user, shift = 0 } = byUser.get(userId) ?? {};
    const when = whenWords({ start: start + shift, end: end + shift }, user?.timeZone ?? 'UTC');
    return `${user?.name ?? userId}, ${when}`;
  };
}
