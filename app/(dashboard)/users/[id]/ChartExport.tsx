'use client';
import { useState } from 'react';
import { csvOf, fileNameOf } from '#app/_charts/exportCsv.ts';
import type { Scene } from '#app/_charts/scene.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import controls from '#app/_components/controls.module.css';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './ChartOptions.module.css';

interface ChartExportProps {
  answer: HeartRateAnswer | undefined;
  window: TimeWindow;
  timeZone: string;
  /** The picture on screen; undefined while there is none. */
  makeScene: () => { scene: Scene; background: string } | undefined;
}

const kinds = ['png', 'svg', 'csv'] as const;
type Kind = (typeof kinds)[number];

/** Takes away what is shown, as a picture or as numbers. */
export function ChartExport({ answer, window, timeZone, makeScene }: ChartExportProps) {
  const [failed, setFailed] = useState('');
  const make = async (kind: Kind): Promise<Blob | undefined> => {
    if (!answer) return undefined;
    if (kind === 'csv') return new Blob([csvOf(answer, window, timeZone)], { type: 'text/csv' });
    const shown = makeScene();
    if (!shown) return undefined;
    const { pngOf, svgOf } = await import('#app/_charts/exportPicture.ts');
    return kind === 'svg'
      ? svgOf(shown.scene, shown.background)
      : await pngOf(shown.scene, shown.background);
  };
  const save = async (kind: Kind) => {
    try {
      const blob = await make(kind);
      if (blob && answer) offer(blob, fileNameOf(answer.userId, window, timeZone, kind));
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : 'The file could not be made.');
    }
  };
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">Download what is shown</legend>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={`${controls.button} ${styles.small}`}
          aria-label={`Download as ${kind.toUpperCase()}`}
          disabled={!answer}
          onClick={() => void save(kind)}
        >
          {kind.toUpperCase()}
        </button>
      ))}
      {failed ? <span role="alert">{failed}</span> : null}
    </fieldset>
  );
}

function offer(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by the next turn, and may then lose its address.
  setTimeout(() => URL.revokeObjectURL(address));
}
