'use client';
import { useMemo, useRef, useState } from 'react';
import { ChartCanvas } from '#app/_charts/ChartCanvas.tsx';
import type { Layer } from '#app/_charts/layers.ts';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import type { Palette } from '#app/_charts/palette.ts';
import type { Margins } from '#app/_charts/plot.ts';
import { type Panels, sceneOf, type View } from '#app/_charts/scene.ts';
import { useSettled } from '#app/_charts/useSettled.ts';
import { ComparedFigure, labelOf, WhenWords } from './ComparedFigure.tsx';
import type { ComparedChartProps } from './comparedChart.ts';
import { filesOf, multiplesPicture } from './comparedFiles.ts';
import { type DrawnTime, drawnTime, drawnView, whoseAndWhen } from './drawnTime.ts';
import small from './Multiples.module.css';
import { type PointedInstant, pointedInstant, usePointed } from './pointedInstant.ts';
import { SmallChart } from './SmallChart.tsx';
import { guessedPlot, smallPointsFor } from './smallPoints.ts';
import { type Cells, useCells } from './useCells.ts';
import { useCellsInView } from './useCellsInView.ts';
import { type Comparison, useComparison } from './useComparison.ts';
import { useUserLayers } from './useUserLayers.ts';
import { WindowHandle } from './WindowHandle.tsx';

const margins: Margins = { left: 32, right: 10, top: 6, bottom: 38 };

/** One small chart a user, on one scale and one window: what is done to one happens to all. */
export function Multiples(props: ComparedChartProps) {
  const { compared, control, extent, firstAsk, view, onOpen } = props;
  const { users, alignment } = compared;
  const { window } = control;
  const grid = useRef<HTMLUListElement>(null);
  const cells = useCells(grid, users.length);
  const inView = useCellsInView(grid, users.length);
  const width = cells ? cells.cell.width - margins.left - margins.right : guessedPlot;
  const shown = view.options.layers.includes('annotations');
  const asked = { window, width, firstAsk, pointsOf: smallPointsFor };
  const comparison = useComparison(compared, asked, shown);
  const { palette, aligned, answers, state, scale } = comparison;
  const zone = users[0]?.timeZone ?? 'UTC';
  const time = useMemo(() => drawnTime(alignment, zone, window.end), [alignment, zone, window.end]);
  const [pointed] = useState(pointedInstant);
  const [selecting, setSelecting] = useState(false);
  const settled = useSettled(window);
  const layers = useUserLayers(comparison);
  const files = filesOf(comparison, { alignment, window, time }, shown);
  const whenOf = useMemo(() => whoseAndWhen(aligned), [aligned]);
  const cellView = useMemo(
    () => cells && drawnView(time, { window, scale }, cells.cell, margins),
    [time, window, scale, cells],
  );
  const panels = useMemo(
    () =>
      palette && cells && cellView
        ? panelsOf(aligned, { cells, inView }, layers, cellView, palette)
        : undefined,
    [aligned, cells, inView, layers, cellView, palette],
  );
  const makeScene = () => {
    if (!palette || !cells || !cellView) return undefined;
    const charts = aligned.map(({ user }) => ({
      name: user.name,
      view: cellView,
      layers: layers.get(user.id) ?? [],
    }));
    const scene = multiplesPicture(files, charts, cells.columns, palette);
    return { scene, background: palette.surface };
  };
  return (
    <ComparedFigure
      {...{ control, extent, view, files, makeScene, selecting }}
      onSelecting={setSelecting}
      isFetching={state.isFetching}
      when={<When {...{ pointed, time, count: aligned.length }} />}
    >
      <WindowHandle label={labelOf(files)} whole={extent} {...{ control, time }} />
      <div className={small.charts} data-drawn={panels?.panels.length}>
        {panels ? <ChartCanvas scene={panels} className={small.canvas} /> : null}
        <ul ref={grid} className={small.grid}>
          {aligned.map((one) => (
            <SmallChart
              key={one.user.id}
              one={one}
              answer={answers.find(({ userId }) => userId === one.user.id)}
              missing={comparison.missing.get(one.user.id)}
              annotations={comparison.drawn}
              all={comparison.annotations}
              cell={palette ? cells?.cell : undefined}
              {...{
                compared,
                control,
                settled,
                extent,
                scale,
                margins,
                selecting,
                pointed,
                whenOf,
                onOpen,
              }}
            />
          ))}
        </ul>
        <PlotNote query={state} empty={comparison.samples === 0} />
      </div>
    </ComparedFigure>
  );
}

interface WhenProps {
  pointed: PointedInstant;
  time: DrawnTime;
  count: number;
}

function When({ pointed, time, count }: WhenProps) {
  return <WhenWords at={usePointed(pointed)} {...{ time, count }} />;
}

/** Only what is in view is drawn: of 24 charts a page shows half. */
function panelsOf(
  aligned: Comparison['aligned'],
  { cells, inView }: { cells: Cells; inView: ReadonlySet<number> | undefined },
  layers: Map<string, Layer[]>,
  view: View,
  palette: Palette,
): Panels {
  return {
    box: cells.box,
    panels: aligned.flatMap(({ user }, index) => {
      const place = cells.places[index];
      const seen = !inView || inView.has(index);
      return place && seen
        ? [{ ...place, scene: sceneOf(view, layers.get(user.id) ?? [], palette) }]
        : [];
    }),
  };
}
