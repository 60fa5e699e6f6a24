import Link from 'next/link';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import type { User } from '#lib/contract/users.ts';
import { sources } from '#lib/etl/registry.ts';
import styles from './NoData.module.css';
import { Reingest } from './Reingest.tsx';

const week = 7 * 86_400_000;

interface NoDataProps {
  user: User;
  now: number;
}

/** A user who is registered and has no samples yet: what to do about it. */
export function NoData({ user, now }: NoDataProps) {
  const canBeAsked = user.sources.some((key) => sources[key]?.scheduled === true);
  return (
    <div className={styles.stack}>
      <EmptyNotice title={`${user.name} has no samples yet`}>
        <p>
          Read them from the source with <code>npm run ingest -- --user {user.id}</code>, or bring
          files, on <Link href={`/import?user=${user.id}`}>the import page</Link> or by command:
        </p>
        <p>
          <code>
            npm run import -- --user {user.id} --time-zone {user.timeZone} FILE…
          </code>
        </p>
      </EmptyNotice>
      <Reingest {...{ user, canBeAsked }} window={{ start: now - week, end: now }} />
    </div>
  );
}
