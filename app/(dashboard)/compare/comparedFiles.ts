/** A comparison to take away: one CSV of everybody, and one picture that says who is who. */
import {
  type CaptionLine,
  captionedScene,
  captionHeight,
  captionShapes,
} from '#app/_charts/captioned.ts';
import { fileNameOf } from '#app/_charts/exportCsv.ts';
import { captionOf, csvHeader, type Exported } from '#app/_charts/exportWords.ts';
import { type GapReason, ofAll } from '#app/_charts/gapReasons.ts';
import type { Layer } from '#app/_charts/layers.ts';
import type { Palette } from '#app/_charts/palette.ts';
import { pointAt, pointsInView } from '#app/_charts/reading.ts';
import type { Panels, View } from '#app/_charts/scene.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { reasonTotals } from '#app/_format/gapReason.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { formatIsoLocal } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { type Aligned, type Alignment, isKind, overlaidAtMost } from './alignment.ts';
import type { DrawnTime } from './drawnTime.ts';
import type { Comparison } from './useComparison.ts';

export interface ComparedFiles {
  aligned: readonly Aligned[];
  answers: readonly HeartRateAnswer[];
  /** As stored, not in drawn time. */
  annotations: Exported['annotations'];
  /** Why each user's gaps are there, as far as it is known. */
  reasons: ReadonlyMap<string, readonly GapReason[]>;
  alignment: Alignment;
  /** In drawn time. */
  window: TimeWindow;
  time: DrawnTime;
}

/** Each user's own stretch of the window, ms UTC. */
function stretchOf({ shift }: Aligned, window: TimeWindow): TimeWindow {
  return { start: window.start + shift, end: window.end + shift };
}

function exportedOf(files: ComparedFiles): Exported {
  const { aligned, answers, alignment, window, time, annotations } = files;
  const stretches = aligned.map((one) => stretchOf(one, window));
  const hull = {
    start: Math.min(...stretches.map(({ start }) => start)),
    end: Math.max(...stretches.map(({ end }) => end)),
  };
  const first = answers[0];
  return {
    users: aligned.map(({ user }) => user.name),
    window: hull,
    timeZone: alignment === 'instant' ? time.zone : 'UTC',
    resolution: first ? resolutionWords(first) : '',
    annotations,
    remarks: [...alignmentRemarks(files), ...gapRemarks(files)],
  };
}

function alignmentRemarks({ aligned, alignment, window, time }: ComparedFiles): string[] {
  if (alignment === 'instant') return [];
  return [
    `Aligned by: ${time.said}${time.axis ? `, ${time.axis.spanWords(window)}` : ''}`,
    ...aligned.flatMap(({ user, anchor }) =>
      anchor ? [`${user.name} counts from ${formatIsoLocal(anchor.start, user.timeZone)}`] : [],
    ),
  ];
}

/** A line a user, as long as they are few. */
function gapRemarks({ aligned, reasons }: ComparedFiles): string[] {
  const known = aligned.flatMap(({ user }) => {
    const own = reasons.get(user.id) ?? [];
    return own.length > 0 ? [{ name: user.name, own }] : [];
  });
  if (known.length <= overlaidAtMost)
    return known.map(({ name, own }) => `Gaps of ${name}: ${reasonTotals(own)}`);
  return [`Gaps of all: ${reasonTotals(ofAll(known.map(({ own }) => own)))}`];
}

/** Columns: user, local time of that user with its offset, hours since the annotation where there is one, and what the chart has. */
export function comparedCsv(files: ComparedFiles): string {
  const { aligned, answers, alignment, window } = files;
  const since = isKind(alignment);
  const columns = ['user', 'time', ...(since ? ['hours_since'] : []), 'mean_bpm', 'min_bpm'];
  const lines = [
    ...csvHeader(exportedOf(files)),
    [...columns, 'max_bpm', 'samples'].join(),
    ...answers.flatMap((answer) => {
      const one = aligned.find(({ user }) => user.id === answer.userId);
      if (!one) return [];
      const [from, to] = pointsInView(answer, window);
      return Array.from({ length: to - from }, (_, index) => pointAt(answer, from + index)).flatMap(
        (point) => {
          if (!point) return [];
          const { at, mean, min, max, count } = point;
          const time = formatIsoLocal(at + one.shift, one.user.timeZone);
          const hours = since ? [(at / 3_600_000).toFixed(4)] : [];
          return [[one.user.id, time, ...hours, mean, min, max, count].join()];
        },
      );
    }),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** `compare-6-users_2026-…`, by the window of the first. */
export function comparedName(files: ComparedFiles, extension: string): string {
  const [first] = files.aligned;
  const window = first ? stretchOf(first, files.window) : files.window;
  const who = `compare-${files.aligned.length}-users`;
  return fileNameOf(who, window, first?.user.timeZone ?? 'UTC', extension);
}

/** The overlaid picture, with a legend. */
export function overlayPicture(
  files: ComparedFiles,
  view: View,
  layers: readonly Layer[],
  palette: Palette,
  strokeOf: (index: number) => NonNullable<CaptionLine['stroke']>,
) {
  const legend = files.aligned.map(({ user }, index) => ({
    text: user.name,
    stroke: strokeOf(index),
  }));
  const [title, ...rest] = captionOf(exportedOf(files));
  const lines = [title ?? { text: '' }, ...legend, ...rest];
  return captionedScene(view, layers, palette, lines);
}

const gapPx = 12;

/** Small charts in rows, each with its name. */
export function multiplesPicture(
  files: ComparedFiles,
  charts: { name: string; view: View; layers: readonly Layer[] }[],
  columns: number,
  palette: Palette,
): Panels {
  const caption = captionOf(exportedOf(files));
  const top = captionHeight(caption);
  const scenes = charts.map(({ name, view, layers }) =>
    captionedScene(view, layers, palette, [{ text: name }]),
  );
  const { width = 0, height = 0 } = scenes[0]?.box ?? {};
  const panels = scenes.map((scene, index) => ({
    x: (index % columns) * (width + gapPx),
    y: top + Math.floor(index / columns) * (height + gapPx),
    scene,
  }));
  const box = {
    width: columns * (width + gapPx) - gapPx,
    height: top + Math.ceil(scenes.length / columns) * (height + gapPx),
  };
  const margins = { left: 0, right: 0, top: 0, bottom: 0 };
  const head = { box, margins, data: [], font: palette.font };
  const frame = captionShapes(caption, 16, palette);
  return { box, panels: [{ x: 0, y: 0, scene: { ...head, frame } }, ...panels] };
}

/** What the files are made of. */
export function filesOf(
  comparison: Pick<Comparison, 'aligned' | 'answers' | 'annotations' | 'reasons'>,
  rest: Pick<ComparedFiles, 'alignment' | 'window' | 'time'>,
  showAnnotations: boolean,
): ComparedFiles {
  const { aligned, answers, reasons } = comparison;
  const annotations = showAnnotations ? comparison.annotations : [];
  return { ...rest, aligned, answers, annotations, reasons };
}
