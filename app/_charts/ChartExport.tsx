'use client';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import type { Picture } from './scene.ts';

interface ChartExportProps {
  /** Whether there is something to take away. */
  ready: boolean;
  nameOf: (extension: string) => string;
  makeCsv: () => string;
  /** What is on screen, as a picture that speaks for itself; undefined while there is none. */
  makeScene: () => { scene: Picture; background: string } | undefined;
}

const kinds = ['png', 'svg', 'csv'] as const;
type Kind = (typeof kinds)[number];

/** Takes away what is shown, as a picture or as numbers. */
export function ChartExport({ ready, nameOf, makeCsv, makeScene }: ChartExportProps) {
  const [failed, setFailed] = useState('');
  const make = async (kind: Kind): Promise<Blob | undefined> => {
    if (kind === 'csv') return new Blob([makeCsv()], { type: 'text/csv' });
    const shown = makeScene();
    if (!shown) return undefined;
    const { pngOf, svgOf } = await import('./exportPicture.ts');
    return kind === 'svg'
      ? svgOf(shown.scene, shown.background)
      : await pngOf(shown.scene, shown.background);
  };
  const save = async (kind: Kind) => {
    try {
      const blob = await make(kind);
      if (blob) offer(blob, nameOf(kind));
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : 'The file could not be made.');
    }
  };
  return (
    <fieldset className={controls.group}>
      <legend className="visually-hidden">Download what is shown</legend>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-label={`Download as ${kind.toUpperCase()}`}
          disabled={!ready}
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
