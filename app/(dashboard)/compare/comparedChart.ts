/** What the overlaid chart and the small ones are both made with. */
import type { Ask } from '#app/_charts/ask.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import type { useViewOptions } from '#app/_charts/useViewOptions.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { Compared } from './useComparison.ts';

export interface ComparedChartProps {
  compared: Compared;
  /** In drawn time. */
  control: TimeWindowControl;
  extent: TimeWindow;
  firstAsk: Ask;
  view: ReturnType<typeof useViewOptions>;
  onOpen: (annotation: Annotation | undefined) => void;
}
