'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { When } from '#app/_components/When.tsx';
import { plural } from '#app/_format/numbers.ts';
import { rowWords } from '#app/_format/run.ts';
import { reingestSource } from '#app/_queries/sources.ts';
import type { UserSource } from '#lib/contract/sources.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { SourcesPanelProps } from './props.ts';
import styles from './SourcesPanel.module.css';
import { WithdrawSource } from './WithdrawSource.tsx';

interface SourceItemProps extends Pick<SourcesPanelProps, 'user' | 'now'> {
  item: UserSource;
  /** From 0; -1 while it is being withdrawn. */
  place: number;
  places: number;
  busy: boolean;
  onMove(by: -1 | 1): void;
}

export function SourceItem({ user, item, now, place, places, busy, onMove }: SourceItemProps) {
  return (
    <li className={styles.item} data-source={item.source} data-withdrawing={item.withdrawing}>
      <div className={styles.head}>
        <h2>{item.label}</h2>
        <div className={styles.moves}>
          <button
            type="button"
            className={controls.button}
            aria-label={`Move ${item.label} up`}
            disabled={busy || place <= 0}
            onClick={() => onMove(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            className={controls.button}
            aria-label={`Move ${item.label} down`}
            disabled={busy || place < 0 || place === places - 1}
            onClick={() => onMove(1)}
          >
            ↓
          </button>
        </div>
      </div>
      <Facts {...{ user, item, now }} />
      {item.withdrawing ? (
        <p role="status">Being withdrawn: nothing of it is stored any more.</p>
      ) : (
        <Actions user={user} item={item} />
      )}
    </li>
  );
}

function Facts({ user, item, now }: Pick<SourceItemProps, 'user' | 'item' | 'now'>) {
  const { firstSample, lastSample, lastRun, shown, shadowed, vendorDays, dataSeed } = item;
  const day = (ms: number) => localDateOf(ms, user.timeZone);
  return (
    <ul className={styles.facts}>
      <li>
        <code>{item.source}</code>
        {dataSeed === null ? null : `, seed ${dataSeed}`}
        {item.startDate === null ? null : `, from ${item.startDate}`}
      </li>
      <li>
        {plural(shown, 'sample')} shown, {plural(shadowed, 'sample')} kept beside
        {firstSample === null || lastSample === null
          ? null
          : `, ${day(firstSample)} to ${day(lastSample)}`}
      </li>
      {vendorDays > 0 ? <li>The vendor’s own figures of {plural(vendorDays, 'day')}</li> : null}
      {lastRun ? (
        <li>
          Last run: <Link href={`/runs/${lastRun.id}`}>{lastRun.status}</Link>,{' '}
          <When at={lastRun.queuedAt} timeZone={user.timeZone} now={now} />, {rowWords(lastRun)}
        </li>
      ) : null}
    </ul>
  );
}

function Actions({ user, item }: Pick<SourceItemProps, 'user' | 'item'>) {
  const again = useMutation({ mutationFn: () => reingestSource(user.id, item.source) });
  return (
    <div className={styles.actions}>
      <Link
        className={controls.button}
        href={`/users/${user.id}?source=${encodeURIComponent(item.source)}`}
      >
        See alone
      </Link>
      {item.canBeAsked ? (
        <button
          type="button"
          className={controls.button}
          disabled={again.isPending}
          onClick={() => again.mutate()}
        >
          Read again
        </button>
      ) : null}
      <WithdrawSource user={user} item={item} />
      {again.data ? (
        <p role="status">
          Asked for: <Link href={`/runs/${again.data.id}`}>run {again.data.id}</Link>
        </p>
      ) : null}
      {again.error ? (
        <p role="alert" className={styles.failed}>
          Not started. {again.error.message}
        </p>
      ) : null}
    </div>
  );
}
