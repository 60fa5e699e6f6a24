'use client';
import { ChartExport } from '#app/_charts/ChartExport.tsx';
import { captionedScene } from '#app/_charts/captioned.ts';
import { csvOf, fileNameOf } from '#app/_charts/exportCsv.ts';
import { captionOf, csvHeader } from '#app/_charts/exportWords.ts';
import type { GapReason } from '#app/_charts/gapReasons.ts';
import { margins, tickCount } from '#app/_charts/plot.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import type { PlotSurface } from '#app/_charts/usePlotSurface.ts';
import { reasonTotals } from '#app/_format/gapReason.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import type { Picture } from './usePicture.ts';

interface ChartFilesProps {
  user: User;
  window: TimeWindow;
  timeZone: string;
  answer: HeartRateAnswer | undefined;
  annotations: readonly Annotation[];
  picture: Picture;
  box: PlotSurface['box'];
  /** Why there are gaps, as far as it is known. */
  reasons: readonly GapReason[];
}

/** What is shown, as a picture or a table to take away. */
export function ChartFiles(props: ChartFilesProps) {
  const { user, window, timeZone, answer, annotations, box, reasons } = props;
  const { palette, layers, scale } = props.picture;
  const resolution = answer ? resolutionWords(answer) : '';
  const remarks = reasons.length > 0 ? [`Gaps: ${reasonTotals(reasons)}`] : [];
  const exported = { users: [user.name], window, timeZone, resolution, annotations, remarks };
  const makeScene = () => {
    if (!palette) return undefined;
    const ticks = timeTicks(window, timeZone, tickCount(box, margins));
    const view = { window, scale, ticks, box, margins };
    const scene = captionedScene(view, layers, palette, captionOf(exported));
    return { scene, background: palette.surface };
  };
  return (
    <ChartExport
      ready={answer !== undefined}
      nameOf={(extension) => fileNameOf(user.id, window, timeZone, extension)}
      makeCsv={() => (answer ? csvOf(answer, window, timeZone, csvHeader(exported)) : '')}
      makeScene={makeScene}
    />
  );
}
