'use client';
import { type ReactNode, useRef, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import styles from './ImportView.module.css';
import { usePageDrop } from './usePageDrop.ts';

interface DropZoneProps {
  onFiles(files: File[]): void;
  /** Small, where files are there already. */
  compact: boolean;
  children?: ReactNode;
}

/** Takes files that are dropped anywhere on the page, or chosen. */
export function DropZone({ onFiles, compact, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  const take = (files: File[]) => {
    setProblem('');
    onFiles(files);
  };
  const { isOver, isReady } = usePageDrop({
    files: take,
    folder: () =>
      setProblem('A folder cannot be read here: pack it into a zip, or drop the files in it.'),
  });
  const words = compact ? 'Drop more files' : 'Drop files anywhere on this page';
  return (
    <section
      className={`${styles.drop} ${compact ? styles.compact : ''}`}
      data-over={isOver}
      data-ready={isReady}
      aria-label="Choose files"
    >
      <p className={styles.dropWords}>{isOver ? 'Let go to add the files' : words}</p>
      <button
        type="button"
        className={compact ? controls.button : controls.primary}
        onClick={() => input.current?.click()}
      >
        Choose files
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {children}
      {problem ? (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      ) : null}
    </section>
  );
}
