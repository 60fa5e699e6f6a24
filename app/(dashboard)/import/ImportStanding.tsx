import { FailedNotice } from '#app/_components/Notice.tsx';
import { isMoving, removeUpload } from '#app/_queries/imports.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import { FileCard } from './FileCard.tsx';
import styles from './ImportView.module.css';
import { Outcome, Progress } from './Outcome.tsx';
import { PeopleForm } from './PeopleForm.tsx';
import type { Known } from './targets.ts';
import { takesFiles } from './useImport.ts';
import type { Uploads } from './useUploads.ts';

interface ImportStandingProps {
  record: ImportRecord;
  users: readonly Known[];
  wanted: string | undefined;
  uploads: Uploads;
  now: number;
  onChanged(): void;
}

/** An import as it stands: its files, what is asked next, how far it is, what became of it. */
export function ImportStanding({
  record,
  users,
  wanted,
  uploads,
  now,
  onChanged,
}: ImportStandingProps) {
  const isOpen = takesFiles(record);
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
