'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { When } from '#app/_components/When.tsx';
import {
  connectAccount,
  connectionKey,
  connectionQuery,
  disconnectAccount,
} from '#app/_queries/connection.ts';
import type { Connection, ConnectionAnswer } from '#lib/contract/connections.ts';
import type { User } from '#lib/contract/users.ts';
import { BackfillProgress } from './BackfillProgress.tsx';
import styles from './ConnectionPanel.module.css';
import { ConnectLink } from './ConnectLink.tsx';

interface ConnectionPanelProps {
  user: Pick<User, 'id' | 'name' | 'timeZone'>;
  initial: ConnectionAnswer;
  /** When the page was made, ms UTC. */
  now: number;
}

const titles: Record<Connection['state'], string> = {
  connected: 'Connected to Google Health',
  'reconnect-needed': 'Reconnect needed',
  disconnected: 'Disconnected',
};

/** How the account stands, and what can be done about it. */
export function ConnectionPanel({ user, initial, now }: ConnectionPanelProps) {
  const { data } = useQuery({ ...connectionQuery(user.id), initialData: initial });
  const { connection, missing } = data;
  const state = connection?.state;
  return (
    <section className={styles.panel} data-connection={state ?? 'none'} aria-label="Connection">
      <h2>{state ? titles[state] : 'No account connected yet'}</h2>
      <p className={styles.soft}>
        {connection ? (
          <>
            Since <When at={connection.since} timeZone={user.timeZone} now={now} />
            {connection.reason ? `: ${connection.reason}` : null}
          </>
        ) : (
          'Connect the Google account whose Fitbit or Pixel device records the heart rate, or send the participant a link.'
        )}
      </p>
      {connection?.accountTimeZone && connection.accountTimeZone !== user.timeZone ? (
        <p className={styles.soft}>
          The account is set to {connection.accountTimeZone}; the days of {user.name} stay those of{' '}
          {user.timeZone}, by which what is stored was cut.
        </p>
      ) : null}
      {connection?.backfill ? (
        <BackfillProgress backfill={connection.backfill} timeZone={user.timeZone} now={now} />
      ) : null}
      {missing.length > 0 ? (
        <p className={styles.failed}>
          Accounts cannot be connected until {missing.join(', ')}{' '}
          {missing.length === 1 ? 'is' : 'are'} set. See docs/google-health.md.
        </p>
      ) : null}
      {state === 'connected' ? (
        <Disconnect userId={user.id} name={user.name} />
      ) : (
        <>
          <Connect userId={user.id} again={state !== undefined} disabled={missing.length > 0} />
          <ConnectLink user={user} now={now} disabled={missing.length > 0} />
        </>
      )}
    </section>
  );
}

function Connect({
  userId,
  again,
  disabled,
}: {
  userId: string;
  again: boolean;
  disabled: boolean;
}) {
  const begin = useMutation({ mutationFn: () => connectAccount(userId) });
  return (
    <div className={styles.actions}>
      <button
        type="button"
        className={controls.primary}
        disabled={disabled || begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
      >
        {again ? 'Reconnect' : 'Connect here'}
      </button>
      <Failed error={begin.error} />
    </div>
  );
}

function Disconnect({ userId, name }: { userId: string; name: string }) {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => disconnectAccount(userId),
    onSuccess: (answer) => client.setQueryData(connectionKey(userId), answer),
  });
  if (!asked) {
    return (
      <div className={styles.actions}>
        <button type="button" className={controls.button} onClick={() => setAsked(true)}>
          Disconnect…
        </button>
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <p className={styles.soft}>
        No more data of {name} is read and the tokens are wiped. What is stored stays.
      </p>
      <button
        type="button"
        className={controls.primary}
        disabled={end.isPending}
        onClick={() => end.mutate()}
      >
        Disconnect
      </button>
      <button type="button" className={controls.button} onClick={() => setAsked(false)}>
        Keep connected
      </button>
      <Failed error={end.error} />
    </div>
  );
}

function Failed({ error }: { error: Error | null }) {
  return error ? (
    <p role="alert" className={styles.failed}>
      {error.message}
    </p>
  ) : null;
}
