'use client';
import { useMemo, useRef, useState } from 'react';
import { annotationLayer } from '#app/_charts/annotationLayer.ts';
import { ChartCanvas } from '#app/_charts/ChartCanvas.tsx';
import { ChartExport } from '#app/_charts/ChartExport.tsx';
import { comparedLayers, type Layer } from '#app/_charts/layers.ts';
import { PlotNote } from '#app/_charts/PlotNote.tsx';
import type { Palette } from '#app/_charts/palette.ts';
import { type Margins, tickCount } from '#app/_charts/plot.ts';
import { type Panels, sceneOf, type View } from '#app/_charts/scene.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import { plural } from '#app/_format/numbers.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { isKind } from './alignment.ts';
import { CompareOptions, Ranges } from './CompareTools.tsx';
import styles from './CompareView.module.css';
import type { ComparedChartProps } from './comparedChart.ts';
import { comparedCsv, comparedName, filesOf, multiplesPicture } from './comparedFiles.ts';
import { drawnTime, whoseAndWhen } from './drawnTime.ts';
import small from './Multiples.module.css';
import { SmallChart } from './SmallChart.tsx';
import { guessedPlot, smallPointsFor } from './smallPoints.ts';
import { type Cells, useCells } from './useCells.ts';
import { type Comparison, useComparison } from './useComparison.ts';
import { WindowHandle } from './WindowHandle.tsx';

const margins: Margins = { left: 32, right: 10, top: 6, bottom: 38 };
const noSelecting = () => {};

/** One small chart a user, on one scale and one window: what is done to one happens to all. */
export function Multiples(props: ComparedChartProps) {
  const { compared, control, extent, firstAsk, view, onOpen } = props;
  const { users, alignment } = compared;
  const { window } = control;
  const grid = useRef<HTMLUListElement>(null);
  const cells = useCells(grid, users.length);
  const width = cells ? cells.cell.width - margins.left - margins.right : guessedPlot;
  const shown = view.options.layers.includes('annotations');
  const asked = { window, width, firstAsk, pointsOf: smallPointsFor };
  const comparison = useComparison(compared, asked, shown);
  const { palette, aligned, answers, state, scale, samples, drawn } = comparison;
  const time = drawnTime(alignment, users[0]?.timeZone ?? 'UTC', window.end);
  const [hovered, setHovered] = useState<{ id: string; at: number }>();
  const layers = useUserLayers(comparison);
  const viewOf = (cell: Cells['cell']): View => {
    const count = tickCount(cell, margins);
    const ticks = time.axis?.ticksOf(window, count) ?? timeTicks(window, time.zone, count);
    return { window, scale, ticks, box: cell, margins };
  };
  const panels =
    palette && cells ? panelsOf(comparison, cells, layers, viewOf(cells.cell), palette) : undefined;
  const files = filesOf(comparison, { alignment, window, time }, shown);
  const makeScene = () => {
    if (!palette || !cells) return undefined;
    const charts = aligned.map(({ user }) => ({
      name: user.name,
      view: viewOf(cells.cell),
      layers: layers.get(user.id) ?? [],
    }));
    const scene = multiplesPicture(files, charts, cells.columns, palette);
    return { scene, background: palette.surface };
  };
  return (
    <figure
      className={styles.figure}
      aria-busy={state.isFetching}
      data-resolution={answers[0]?.resolution ?? ''}
      data-fetching={state.isFetching}
      data-series={answers.length}
      data-start={window.start}
      data-end={window.end}
    >
      <div className={styles.head}>
        <p className={styles.when}>
          {hovered ? time.wordsOf(hovered.at) : `Means of ${plural(aligned.length, 'user')}`}
        </p>
        <Ranges
          {...{ control, extent }}
          zone={time.zone}
          relative={isKind(alignment)}
          selecting={false}
          onSelecting={noSelecting}
        />
      </div>
      <WindowHandle
        label={`Mean heart rates of ${aligned.map(({ user }) => user.name).join(', ')}`}
        whole={extent}
        {...{ control, time }}
      />
      <div className={small.charts}>
        {panels ? <ChartCanvas scene={panels} className={small.canvas} /> : null}
        <ul ref={grid} className={small.grid}>
          {aligned.map((one) => (
            <SmallChart
              key={one.user.id}
              one={one}
              answer={answers.find(({ userId }) => userId === one.user.id)}
              annotations={drawn}
              all={comparison.annotations}
              readAt={hovered?.at}
              onHover={setHovered}
              whenOf={whoseAndWhen(aligned)}
              cell={palette ? cells?.cell : undefined}
              {...{ compared, control, extent, scale, margins, onOpen }}
            />
          ))}
        </ul>
        <PlotNote query={state} empty={samples === 0} />
      </div>
      <figcaption className={styles.footer}>
        {answers[0] ? <span className={styles.badge}>{resolutionWords(answers[0])}</span> : null}
        <span>{time.said}</span>
      </figcaption>
      <CompareOptions view={view}>
        <ChartExport
          ready={answers.length > 0}
          nameOf={(extension) => comparedName(files, extension)}
          makeCsv={() => comparedCsv(files)}
          makeScene={makeScene}
        />
      </CompareOptions>
    </figure>
  );
}

/** Each user's line and annotations, made anew with new data only. */
function useUserLayers({ answers, drawn, palette }: Comparison): Map<string, Layer[]> {
  return useMemo(() => {
    if (!palette) return new Map();
    return new Map(
      answers.map((answer) => {
        const own = drawn.filter(({ userId }) => userId === answer.userId);
        return [
          answer.userId,
          [...comparedLayers([answer], palette), annotationLayer(own, palette)],
        ];
      }),
    );
  }, [answers, drawn, palette]);
}

function panelsOf(
  { aligned }: Comparison,
  cells: Cells,
  layers: Map<string, Layer[]>,
  view: View,
  palette: Palette,
): Panels {
  return {
    box: cells.box,
    panels: aligned.flatMap(({ user }, index) => {
      const place = cells.places[index];
      return place ? [{ ...place, scene: sceneOf(view, layers.get(user.id) ?? [], palette) }] : [];
    }),
  };
}
