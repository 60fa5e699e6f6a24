/** A distribution as shapes; pure. */
import { drawingWidth, rectPath, upwards } from '#app/_charts/plain/paths.ts';
import type { DistributionAnswer } from '#lib/contract/analytics.ts';

export const distributionHeight = 180;
const bpmSteps = [10, 20, 40];
const mostLabels = 8;

/** Minutes by whole heart rates, every one from the lowest to the highest with a place of its own. */
export function distributionShapes({ bpm, count, minutes }: DistributionAnswer) {
  const [low = 40, high = 120] = [bpm[0], bpm.at(-1)];
  const [from, to] = [Math.floor(low / 10) * 10, Math.ceil((high + 1) / 10) * 10];
  const places = to - from;
  const width = drawingWidth / places;
  const most = Math.max(1, ...count);
  const y = upwards(0, most, distributionHeight);
  const bars = bpm.map((rate, index) => {
    const top = y(count[index] ?? 0);
    return rectPath((rate - from) * width, top, width * 0.86, distributionHeight - top);
  });
  const step = bpmSteps.find((size) => places / size <= mostLabels) ?? 60;
  const first = Math.ceil(from / step) * step;
  const ticks = Array.from(
    { length: Math.floor((to - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  const shareOf = (rate: number) => (rate - from + 0.5) / places;
  return {
    ...{ from, places, y, shareOf },
    bars: bars.join(''),
    xTicks: ticks
      .filter((rate) => rate < to)
      .map((rate) => ({ share: shareOf(rate), label: String(rate) })),
    yTicks: [0, 0.5, 1].map((share) => ({
      y: y(share * most),
      label: shareWords(share * most, minutes),
    })),
  };
}

/** Percent with as many digits as tell neighbouring labels apart. */
export function shareWords(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (part / whole) * 100;
  return `${percent === 0 ? 0 : percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
}
