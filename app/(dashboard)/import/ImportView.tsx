'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { FailedNotice } from '#app/_components/Notice.tsx';
import { importStateWords } from '#app/_format/import.ts';
import {
  cancelImport,
  createImport,
  importQuery,
  importsQuery,
  isMoving,
  removeUpload,
} from '#app/_queries/imports.ts';
import type { ImportLine, ImportRecord } from '#lib/contract/imports.ts';
import { DropZone } from './DropZone.tsx';
import { FileCard } from './FileCard.tsx';
import { ImportList } from './ImportList.tsx';
import styles from './ImportView.module.css';
import { Outcome, Progress } from './Outcome.tsx';
import { PeopleForm } from './PeopleForm.tsx';
import type { Known } from './targets.ts';
import { isSameFile, useUploads } from './useUploads.ts';

interface ImportViewProps {
  users: readonly Known[];
  imports: readonly ImportLine[];
  now: number;
}

/** The number of the import that the address names. */
function importIn(parameters: URLSearchParams): number | undefined {
  const id = Number(parameters.get('import'));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

const open = new Set<ImportRecord['state']>(['uploading', 'checking', 'checked']);

/** Files in, a look at what is in them, a word whose they are, and what became of every row. */
export function ImportView({ users, imports, now }: ImportViewProps) {
  const parameters = useSearchParams();
  const id = importIn(parameters);
  const wanted = parameters.get('user') ?? undefined;
  const client = useQueryClient();
  const query = useQuery({ ...importQuery(id ?? 0), enabled: id !== undefined });
  const record = id === undefined ? undefined : query.data;
  const [problem, setProblem] = useState('');
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['import'] });
    void client.invalidateQueries({ queryKey: importsQuery.queryKey });
  };
  const uploads = useUploads(refresh);

  const add = async (files: File[]) => {
    setProblem('');
    try {
      const target = record && open.has(record.state) ? record : await begin();
      for (const file of files) {
        const known = target.files.find((one) => isSameFile(file, one));
        if (known && known.state !== 'uploading') continue;
        uploads.send(target.id, file, known?.uploadUrl ?? null);
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const begin = async () => {
    const created = await createImport();
    client.setQueryData(importQuery(created.id).queryKey, created);
    const address = new URLSearchParams({
      import: String(created.id),
      ...(wanted && { user: wanted }),
    });
    window.history.pushState(null, '', `/import?${address}`);
    return created;
  };

  const isOpen = record === undefined || open.has(record.state);
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>{id === undefined ? 'Import' : `Import ${id}`}</h1>
          <p className={styles.soft} role="status">
            {record
              ? importStateWords[record.state]
              : 'Bring files of heart rate, of any kind and size'}
          </p>
        </div>
        <div className={styles.actions}>
          {record ? <CancelButton record={record} onEnded={refresh} /> : null}
          {id === undefined ? null : (
            <Link href="/import" className={controls.button}>
              New import
            </Link>
          )}
        </div>
      </header>
      {query.error && id !== undefined ? (
        <FailedNotice
          title="This import cannot be shown"
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>{query.error.message}</p>
        </FailedNotice>
      ) : null}
      {isOpen && !query.error ? (
        <DropZone onFiles={(files) => void add(files)} compact={(record?.files.length ?? 0) > 0}>
          {record && record.files.length > 0 ? null : <Kinds />}
        </DropZone>
      ) : null}
      {problem ? (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      ) : null}
      <Pending uploads={uploads} record={record} />
      {record ? (
        <Standing
          record={record}
          users={users}
          wanted={wanted}
          uploads={uploads}
          now={Math.max(now, query.dataUpdatedAt)}
          onChanged={refresh}
        />
      ) : null}
      {id === undefined ? <ImportList first={imports} now={now} /> : null}
    </>
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

type Uploads = ReturnType<typeof useUploads>;

/** Files that this page sends and that the record does not know yet, or that were refused. */
function Pending({ uploads, record }: { uploads: Uploads; record: ImportRecord | undefined }) {
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

interface StandingProps {
  record: ImportRecord;
  users: readonly Known[];
  wanted: string | undefined;
  uploads: Uploads;
  now: number;
  onChanged(): void;
}

/** An import as it stands: its files, what is asked next, how far it is, what became of it. */
function Standing({ record, users, wanted, uploads, now, onChanged }: StandingProps) {
  const isOpen = open.has(record.state);
  const sendingOf = ({ name, size }: ImportRecord['files'][number]) =>
    [...uploads.sending.values()].find((one) => one.name === name && one.size === size);
  const kept = record.files.some((file) => file.state === 'checked' && file.kept);
  const usable = record.files.some(({ state }) => state === 'checked');
  const again = (record.state === 'cancelled' || record.state === 'failed') && kept;
  const form = `${record.people.map(({ name }) => name).join('/')}-${record.state}`;
  return (
    <div className={styles.stack}>
      {record.state === 'failed' ? (
        <FailedNotice title="The import has failed">
          <p>{record.error}</p>
        </FailedNotice>
      ) : null}
      {record.state === 'cancelled' ? (
        <p className={styles.wary} data-state="cancelled">
          {record.error}{' '}
          {again
            ? 'The files are kept for a day, so it can go on from here without sending them again.'
            : ''}
        </p>
      ) : null}
      {record.state === 'queued' || record.state === 'running' ? (
        <Progress record={record} now={now} />
      ) : null}
      {isMoving(record.state) ? null : <Outcome record={record} />}
      {(record.state === 'checked' && usable) || again ? (
        <PeopleForm key={form} record={record} users={users} wanted={wanted} again={again} />
      ) : null}
      {record.files.length > 0 ? (
        <section aria-label="Files">
          <ul className={styles.files}>
            {record.files.map((file) => (
              <FileCard
                key={`${file.id}-${file.state}`}
                importId={record.id}
                file={file}
                sending={sendingOf(file)}
                open={isOpen}
                onRemove={() => {
                  if (file.uploadUrl) void removeUpload(file.uploadUrl).then(onChanged, onChanged);
                }}
              />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
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
