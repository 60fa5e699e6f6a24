'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import styles from './ImportView.module.css';

interface DropZoneProps {
  onFiles(files: File[]): void;
  /** Small, where files are there already. */
  compact: boolean;
  children?: ReactNode;
}

/** Takes files that are dropped anywhere on the page, or chosen. */
export function DropZone({ onFiles, compact, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState('');
  const take = useRef((_files: File[]) => {});
  take.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const items = [...(event.dataTransfer?.items ?? [])];
      const folder = items.find((item) => item.webkitGetAsEntry()?.isDirectory);
      if (folder) {
        setProblem('A folder cannot be read here: pack it into a zip, or drop the files in it.');
        return;
      }
      setProblem('');
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    setReady(true);
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <section
      className={`${styles.drop} ${compact ? styles.compact : ''}`}
      data-over={over}
      data-ready={ready}
      aria-label="Choose files"
    >
      <p className={styles.dropWords}>
        {over
          ? 'Let go to add the files'
          : compact
            ? 'Drop more files'
            : 'Drop files anywhere on this page'}
      </p>
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
          setProblem('');
          onFiles([...(event.target.files ?? [])]);
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
