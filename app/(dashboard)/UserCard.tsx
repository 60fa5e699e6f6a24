import Link from 'next/link';
import { StatusBadge } from '#app/_components/StatusBadge.tsx';
import { When } from '#app/_components/When.tsx';
import { methodWords } from '#app/_format/method.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { formatLocalDate, formatRelative } from '#app/_format/time.ts';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { Sparkline } from './Sparkline.tsx';
import styles from './UserCard.module.css';

/** One user on the overview: who, the last day's shape, resting heart rate, last run. */
export function UserCard({ user, now }: { user: OverviewUser; now: number }) {
  const { lastRun } = user;
  return (
    <article className={styles.card} data-user={user.id}>
      <div className={styles.who}>
        <h2 className={styles.name}>
          <Link href={`/users/${user.id}`}>{user.name}</Link>
        </h2>
        <p className={styles.soft}>
          {user.name === user.id ? '' : `${user.id} · `}
          {user.sources.join(', ')} · {user.timeZone.replaceAll('_', ' ')}
        </p>
        <p className={styles.soft}>
          {user.lastSample === null ? (
            <NoSamples user={user} />
          ) : (
            <>
              Last sample <When at={user.lastSample} timeZone={user.timeZone} now={now} />
            </>
          )}
        </p>
        {user.connection === 'reconnect-needed' ? (
          <p className={styles.reconnect}>
            <Link href={`/users/${user.id}/connection`}>Reconnect needed</Link>
          </p>
        ) : null}
      </div>
      <Sparkline user={user} now={now} />
      <dl className={styles.figures}>
        <div>
          <dt>Resting</dt>
          <dd>
            <strong>{formatBpm(user.restingHeartRate)}</strong>
            {user.restingHeartRate === null ? '' : ' bpm'}
            <small>
              {user.restingHeartRateDate
                ? `${methodWords(user.restingHeartRateMethod)} · ${formatLocalDate(user.restingHeartRateDate).slice(4, -5)}`
                : 'not known yet'}
            </small>
          </dd>
        </div>
        <div>
          <dt>Last run</dt>
          <dd>
            {lastRun ? (
              <>
                <Link href={`/runs/${lastRun.id}`} className={styles.run}>
                  <StatusBadge status={lastRun.status} />
                </Link>
                <small>{formatRelative(lastRun.finishedAt ?? lastRun.queuedAt, now)}</small>
              </>
            ) : (
              <>
                –<small>none yet</small>
              </>
            )}
            <small>{plural(user.sampleCount, 'sample')}</small>
          </dd>
        </div>
      </dl>
      <label className={styles.tick}>
        <input type="checkbox" name="users" value={user.id} />
        <span className="visually-hidden">Compare {user.name}</span>
      </label>
    </article>
  );
}

/** What to do about it depends on where the data is to come from. */
function NoSamples({ user }: { user: OverviewUser }) {
  if (user.source === 'google-health' && user.connection !== 'connected') {
    return (
      <>
        No samples yet: <Link href={`/users/${user.id}/connection`}>connect an account</Link>
      </>
    );
  }
  return (
    <>
      No samples yet: <code>npm run import</code> or re-ingest
    </>
  );
}
