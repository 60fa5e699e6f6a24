/** What an export says of itself: whose, when, on whose clock, how fine, and what was annotated. */
import { annotationWords, whenWords } from '#app/_format/annotation.ts';
import { formatIsoLocal, formatSpan, formatZone } from '#app/_format/time.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import { touches } from './annotationLayer.ts';
import type { CaptionLine } from './captioned.ts';
import type { TimeWindow } from './timeWindow.ts';

export interface Exported {
  /** Names or identifiers, in the order shown. */
  users: readonly string[];
  window: TimeWindow;
  /** Whose clock is shown. */
  timeZone: string;
  /** `1-minute buckets`. */
  resolution: string;
  /** Those that are shown; what lies outside the window is left out. */
  annotations: readonly Annotation[];
  /** Whatever else one must know to read it. */
  remarks?: readonly string[];
}

function inView({ annotations, window }: Exported): Annotation[] {
  return annotations
    .filter((annotation) => touches(annotation, window))
    .toSorted((a, b) => a.start - b.start);
}

/** A line of a file is a line: what was written over several becomes one. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Comment lines at the head of a CSV file, without a line's end. */
export function csvHeader(exported: Exported): string[] {
  const { users, window, timeZone, resolution, remarks = [] } = exported;
  const iso = (ms: number) => formatIsoLocal(ms, timeZone);
  return [
    `# Heart rate of ${users.join(', ')}, in bpm`,
    `# Window: ${iso(window.start)} to ${iso(window.end)}, the end not included`,
    `# Time zone: ${timeZone}`,
    `# Resolution: ${resolution}; what has no samples is absent`,
    ...remarks.map((remark) => `# ${onOneLine(remark)}`),
    ...inView(exported).map(({ userId, kind, start, end, text }) => {
      const when = end > start ? `${iso(start)} to ${iso(end)}` : iso(start);
      return onOneLine(`# Annotation of ${userId}: ${kind}, ${when}${text && `: ${text}`}`);
    }),
  ];
}

const listed = 6;
const longest = 110;

/** The same in the words of a caption, the first line its title. */
export function captionOf(exported: Exported): CaptionLine[] {
  return captionWords(exported).map((text) => ({ text }));
}

function captionWords(exported: Exported): string[] {
  const { users, window, timeZone, resolution, remarks = [] } = exported;
  const shown = inView(exported);
  const several = new Set(shown.map(({ userId }) => userId)).size > 1 || users.length > 1;
  const lines = shown.slice(0, listed).map((annotation) => {
    const words = onOneLine(annotationWords(annotation, whenWords(annotation, timeZone)));
    return shortened(several ? `${annotation.userId}: ${words}` : words);
  });
  return [
    shortened(users.join(', ')),
    `${formatSpan(window.start, window.end, timeZone)} · ${resolution} · ${formatZone(window.end, timeZone)}`,
    ...remarks.map(shortened),
    ...lines,
    ...(shown.length > listed ? [`and ${shown.length - listed} more annotations`] : []),
  ];
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
