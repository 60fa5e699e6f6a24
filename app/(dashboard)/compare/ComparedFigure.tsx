'use client';
import type { ReactNode } from 'react';
import { ChartExport } from '#app/_charts/ChartExport.tsx';
import { ofAll } from '#app/_charts/gapReasons.ts';
import card from '#app/_components/card.module.css';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { plural } from '#app/_format/numbers.ts';
import { resolutionWords } from '#app/_format/resolution.ts';
import { isKind, overlaidAtMost } from './alignment.ts';
import { CompareOptions, Ranges } from './CompareTools.tsx';
import styles from './CompareView.module.css';
import type { ComparedChartProps } from './comparedChart.ts';
import { type ComparedFiles, comparedCsv, comparedName } from './comparedFiles.ts';
import type { DrawnTime } from './drawnTime.ts';

interface ComparedFigureProps extends Pick<ComparedChartProps, 'control' | 'extent' | 'view'> {
  files: ComparedFiles;
  isFetching: boolean;
  /** Which instant is read, or of how many users all is. */
  when: ReactNode;
  selecting: boolean;
  onSelecting: (selecting: boolean) => void;
  makeScene: Parameters<typeof ChartExport>[0]['makeScene'];
  children: ReactNode;
}

/** What stands around every picture of a comparison: its ranges, its words, its files. */
export function ComparedFigure(props: ComparedFigureProps) {
  const { control, extent, view, files, isFetching } = props;
  const { selecting, onSelecting } = props;
  const { aligned, answers, alignment, reasons, time } = files;
  const { window } = control;
  return (
    <figure
      className={card.card}
      aria-busy={isFetching}
      data-resolution={answers[0]?.resolution ?? ''}
      data-fetching={isFetching}
      data-series={answers.length}
      data-start={window.start}
      data-end={window.end}
    >
      <div className={styles.head}>
        {props.when}
        <Ranges
          {...{ control, extent, selecting, onSelecting }}
          zone={time.zone}
          relative={isKind(alignment)}
        />
      </div>
      {props.children}
      <figcaption className={styles.footer}>
        {answers[0] ? <span className={styles.badge}>{resolutionWords(answers[0])}</span> : null}
        {aligned.length > overlaidAtMost ? (
          <ReasonChips reasons={ofAll([...reasons.values()])} beside="length" />
        ) : null}
        <span>{time.said}</span>
      </figcaption>
      <CompareOptions view={view}>
        <ChartExport
          ready={answers.length > 0}
          nameOf={(extension) => comparedName(files, extension)}
          makeCsv={() => comparedCsv(files)}
          makeScene={props.makeScene}
        />
      </CompareOptions>
    </figure>
  );
}

interface WhenWordsProps {
  /** The instant that is read, in drawn time; undefined while none is. */
  at: number | undefined;
  time: DrawnTime;
  count: number;
}

export function WhenWords({ at, time, count }: WhenWordsProps) {
  return (
    <p className={styles.when}>
      {at === undefined ? `Means of ${plural(count, 'user')}` : time.wordsOf(at)}
    </p>
  );
}

/** For who cannot see the picture. */
export function labelOf({ aligned }: Pick<ComparedFiles, 'aligned'>): string {
  return `Mean heart rates of ${aligned.map(({ user }) => user.name).join(', ')}`;
}
