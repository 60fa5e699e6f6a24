'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import type { Ask } from '#app/_charts/ask.ts';
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { nightLayer, restingLayer, zoneLayers } from '#app/_charts/contextLayers.ts';
import { gapsOf } from '#app/_charts/gaps.ts';
import { dotLayer, heartRateLayers, type Layer } from '#app/_charts/layers.ts';
import type { Palette } from '#app/_charts/palette.ts';
import { statisticsOf } from '#app/_charts/reading.ts';
import { reasonLayer } from '#app/_charts/reasonLayer.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useGapReasons } from '#app/_charts/useGapReasons.ts';
import { usePalette } from '#app/_charts/usePalette.ts';
import type { LayerKey } from '#app/_charts/viewOptions.ts';
import { summaryQuery } from '#app/_queries/summary.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { ZoneTime } from '#lib/contract/statistics.ts';
import type { User } from '#lib/contract/users.ts';
import { localDateOf } from '#lib/time/timeZone.ts';

interface PictureOptions {
  user: User;
  answer: HeartRateAnswer | undefined;
  /** One source that is seen alone. */
  source: string | undefined;
  ask: Ask;
  window: TimeWindow;
  /** Width of the grid, px. */
  width: number;
  shown: readonly LayerKey[];
  zones: readonly ZoneTime[];
  /** Those to show. */
  annotations: readonly Annotation[];
}

const nothing = { samples: 0, mean: undefined, min: undefined, max: undefined };

/** What is drawn and what it says, each part made anew only when what it is made of changed. */
export function usePicture(options: PictureOptions) {
  const { user, answer, ask, source, window, width } = options;
  const palette = usePalette();
  const gaps = useMemo(() => (answer ? gapsOf(answer) : []), [answer]);
  const ledger = useGapReasons(user, ask, gaps.length, source);
  const reasons = useMemo(
    () => (palette ? reasonLayer(gaps, ledger.stretches, palette) : []),
    [gaps, ledger, palette],
  );
  const context = useContext(options, palette);
  const heart = useMemo(
    () => (answer && palette ? heartRateLayers(answer, palette) : []),
    [answer, palette],
  );
  const layers = useMemo(() => {
    if (!answer || !palette) return [];
    const dots = dotLayer(answer, window, width, palette);
    return [...context.below, ...heart, ...reasons, ...context.above, dots];
  }, [context, heart, reasons, answer, palette, window, width]);
  const statistics = useMemo(
    () => (answer ? statisticsOf(answer, window) : nothing),
    [answer, window],
  );
  const { min, max } = statistics;
  const scale = useMemo(() => bpmScale(min, max), [min, max]);
  return { palette, gaps, ledger, layers, statistics, scale };
}

/** The layers that are on: behind the data nights and zones, before it the resting heart rate. */
function useContext(
  { user, ask, shown, zones, annotations }: PictureOptions,
  palette: Palette | undefined,
) {
  const { timeZone } = user;
  const summary = useQuery({
    ...summaryQuery(user.id, localDateOf(ask.start, timeZone), localDateOf(ask.end, timeZone)),
    enabled: shown.includes('resting'),
    placeholderData: keepPreviousData,
  });
  const days = summary.data?.days;
  return useMemo(() => {
    const below: Layer[] = [];
    const above: Layer[] = [];
    if (palette && shown.includes('nights')) below.push(nightLayer(ask, timeZone, palette));
    if (palette && shown.includes('zones')) below.push(...zoneLayers(zones, palette));
    if (palette && days && shown.includes('resting'))
      above.push(restingLayer(days, timeZone, palette));
    if (palette && annotations.length > 0) above.push(annotationLayer(annotations, palette));
    return { below, above };
  }, [palette, shown, zones, days, ask, timeZone, annotations]);
}
export type Picture = ReturnType<typeof usePicture>;
