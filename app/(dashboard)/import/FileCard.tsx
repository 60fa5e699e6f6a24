'use client';
import controls from '#app/_components/controls.module.css';
import progress from '#app/_components/RunProgress.module.css';
import { formatBytes, foundWords, kindWords } from '#app/_format/import.ts';
import { plural } from '#app/_format/numbers.ts';
import type { ImportFileAnswer } from '#lib/contract/imports.ts';
import { ColumnsForm } from './ColumnsForm.tsx';
import { DatesForm } from './DatesForm.tsx';
import styles from './ImportView.module.css';
import type { Sending } from './useUploads.ts';

interface FileCardProps {
  importId: number;
  file: ImportFileAnswer;
  /** How far this page has sent it; absent where it does not. */
  sending: Sending | undefined;
  /** Whether it can still be changed or taken out. */
  open: boolean;
  onRemove(): void;
}

/** One file: how far it is, what is in it, and what is the matter with it. */
export function FileCard({ importId, file, sending, open, onRemove }: FileCardProps) {
  const { check, preview } = file;
  return (
    <li className={styles.file} data-file={file.name} data-state={file.state}>
      <div className={styles.fileHead}>
        <h3>{file.name}</h3>
        <span className={styles.soft}>{formatBytes(file.size)}</span>
        {check ? <span className={styles.kind}>{kindWords(check.kinds)}</span> : null}
        {open ? (
          <button
            type="button"
            className={`${controls.button} ${styles.remove}`}
            aria-label={`Take out ${file.name}`}
            onClick={onRemove}
          >
            Take out
          </button>
        ) : null}
      </div>
      <FileState file={file} sending={sending} />
      {check ? <p>{foundWords(check)}</p> : null}
      {file.error ? (
        <p role="alert" className={styles.error}>
          {file.error}
        </p>
      ) : null}
      {check && check.notes.length > 0 ? (
        <details>
          <summary>{plural(check.notes.length, 'thing')} left out</summary>
          <ul className={styles.notes}>
            {check.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {open && preview && file.state !== 'waiting' && file.state !== 'checking' ? (
        <ColumnsForm importId={importId} file={file} preview={preview} />
      ) : null}
      {open && !preview && (file.asksDates || file.dates !== null) && isRead(file) ? (
        <DatesForm importId={importId} file={file} />
      ) : null}
    </li>
  );
}

function isRead({ state }: ImportFileAnswer): boolean {
  return state === 'checked' || state === 'refused';
}

function FileState({ file, sending }: Pick<FileCardProps, 'file' | 'sending'>) {
  if (file.state === 'uploading') {
    if (!sending || sending.error) {
      return (
        <p className={styles.wary}>
          {formatBytes(file.received)} of {formatBytes(file.size)} are here.{' '}
          {sending?.error ?? 'Choose the same file again, and it goes on where it stopped.'}
        </p>
      );
    }
    return (
      <Bar label={`Uploading ${file.name}`} done={sending.sent} total={file.size} what="uploaded" />
    );
  }
  if (file.state === 'waiting')
    return <p className={styles.soft}>Uploaded; it is about to be checked…</p>;
  if (file.state === 'checking') {
    return (
      <Bar
        label={`Checking ${file.name}`}
        done={file.checked.bytes}
        total={file.size}
        what={`read, ${plural(file.checked.rows, 'row')} so far`}
      />
    );
  }
  return null;
}

interface BarProps {
  label: string;
  done: number;
  total: number;
  what: string;
}

export function Bar({ label, done, total, what }: BarProps) {
  return (
    <div className={styles.bar}>
      <progress className={progress.bar} aria-label={label} max={total || 1} value={done} />
      <span className={styles.soft}>
        {formatBytes(done)} of {formatBytes(total)} {what}
      </span>
    </div>
  );
}
