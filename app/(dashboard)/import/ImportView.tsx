'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { FailedNotice } from '#app/_components/Notice.tsx';
import screen from '#app/_components/screen.module.css';
import { importStateWords } from '#app/_format/import.ts';
import { cancelImport, isMoving } from '#app/_queries/imports.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import { DropZone } from './DropZone.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportStanding } from './ImportStanding.tsx';
import styles from './ImportView.module.css';
import { PendingFiles } from './PendingFiles.tsx';
import type { Known } from './targets.ts';
import { takesFiles, useImport } from './useImport.ts';

interface ImportViewProps {
  users: readonly Known[];
  now: number;
}

/** Files in, a look at what is in them, a word whose they are, and what became of every row. */
export function ImportView({ users, now }: ImportViewProps) {
  const { id, wanted, record, query, uploads, problem, add, refresh } = useImport();
  const hasFiles = record !== undefined && record.files.length > 0;
  const isFailed = query.error !== null && id !== undefined;
  return (
    <>
      <ImportHead id={id} record={record} onEnded={refresh} />
      {isFailed ? <NotShown message={query.error.message} onRetry={query.refetch} /> : null}
      {!query.error && (record === undefined || takesFiles(record)) ? (
        <DropZone onFiles={(files) => void add(files)} compact={hasFiles}>
          {hasFiles ? null : <Kinds />}
        </DropZone>
      ) : null}
      {problem ? (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      ) : null}
      <PendingFiles uploads={uploads} record={record} />
      {record ? (
        <ImportStanding
          record={record}
          users={users}
          wanted={wanted}
          uploads={uploads}
          now={Math.max(now, query.dataUpdatedAt)}
          onChanged={refresh}
        />
      ) : null}
      {id === undefined ? <ImportList now={now} /> : null}
    </>
  );
}

interface ImportHeadProps {
  id: number | undefined;
  record: ImportRecord | undefined;
  onEnded(): void;
}

function ImportHead({ id, record, onEnded }: ImportHeadProps) {
  return (
    <header className={screen.head}>
      <div>
        <h1>{id === undefined ? 'Import' : `Import ${id}`}</h1>
        <p className={styles.soft} role="status">
          {record
            ? importStateWords[record.state]
            : 'Bring files of heart rate, of any kind and size'}
        </p>
      </div>
      <div className={styles.actions}>
        {record ? <CancelButton record={record} onEnded={onEnded} /> : null}
        {id === undefined ? null : (
          <Link href="/import" className={controls.button}>
            New import
          </Link>
        )}
      </div>
    </header>
  );
}

function NotShown({ message, onRetry }: { message: string; onRetry(): unknown }) {
  const again = (
    <button type="button" className={controls.button} onClick={() => onRetry()}>
      Try again
    </button>
  );
  return (
    <FailedNotice title="This import cannot be shown" actions={again}>
      <p>{message}</p>
    </FailedNotice>
  );
}

function Kinds() {
  return (
    <p className={styles.soft}>
      Google Takeout (zip or tgz, all parts together), Apple Health export, FIT, PMData, and CSV
      tables of any columns. The kind is told by what is in a file. Nothing is stored before you say
      so.
    </p>
  );
}

function CancelButton({ record, onEnded }: { record: ImportRecord; onEnded(): void }) {
  const cancel = useMutation({ mutationFn: () => cancelImport(record.id), onSettled: onEnded });
  if (!isMoving(record.state) && record.state !== 'checked') return null;
  const asked = record.cancelRequestedAt !== null && isMoving(record.state);
  return (
    <button
      type="button"
      className={controls.button}
      disabled={cancel.isPending || asked}
      onClick={() => cancel.mutate()}
    >
      {asked ? 'Being cancelled…' : 'Cancel the import'}
    </button>
  );
}
