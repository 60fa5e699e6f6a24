import controls from '#app/_components/controls.module.css';
import type { ImportRecord } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';
import type { Uploads } from './useUploads.ts';

interface PendingFilesProps {
  uploads: Uploads;
  record: ImportRecord | undefined;
}

/** Files that this page sends and that the record does not know yet, or that were refused. */
export function PendingFiles({ uploads, record }: PendingFilesProps) {
  const known = new Set(record?.files.map(({ name, size }) => `${name}/${size}`));
  const unknown = [...uploads.sending].filter(
    ([, { name, size }]) => !known.has(`${name}/${size}`),
  );
  if (unknown.length === 0) return null;
  return (
    <ul className={styles.files}>
      {unknown.map(([key, file]) => (
        <li key={key} className={styles.file} data-file={file.name} data-state="sending">
          <div className={styles.fileHead}>
            <h3>{file.name}</h3>
            {file.error ? (
              <button
                type="button"
                className={`${controls.button} ${styles.remove}`}
                onClick={() => uploads.forget(key)}
              >
                Dismiss
              </button>
            ) : null}
          </div>
          {file.error ? (
            <p role="alert" className={styles.error}>
              {file.error}
            </p>
          ) : (
            <p className={styles.soft}>Being sent…</p>
          )}
        </li>
      ))}
    </ul>
  );
}
