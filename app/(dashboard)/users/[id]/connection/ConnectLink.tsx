'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { When } from '#app/_components/When.tsx';
import { makeConnectLink } from '#app/_queries/connection.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './ConnectionPanel.module.css';

interface ConnectLinkProps {
  user: Pick<User, 'id' | 'name' | 'timeZone'>;
  now: number;
  disabled: boolean;
}

/** Makes the link that is sent to the participant; it is shown once, as only its hash is kept. */
export function ConnectLink({ user, now, disabled }: ConnectLinkProps) {
  const [copied, setCopied] = useState(false);
  const make = useMutation({ mutationFn: () => makeConnectLink(user.id) });
  const link = make.data;
  return (
    <div className={styles.link}>
      <button
        type="button"
        className={controls.button}
        disabled={disabled || make.isPending}
        onClick={() => {
          setCopied(false);
          make.mutate();
        }}
      >
        Make a link for {user.name}
      </button>
      {link ? (
        <>
          <label className={controls.label}>
            Good for one connection; ends{' '}
            <When at={link.expiresAt} timeZone={user.timeZone} now={now} />
            <input
              className={controls.field}
              readOnly
              value={link.url}
              onFocus={(event) => event.target.select()}
            />
          </label>
          <button
            type="button"
            className={controls.button}
            onClick={() => void navigator.clipboard.writeText(link.url).then(() => setCopied(true))}
          >
            <span role="status">{copied ? 'Copied' : 'Copy link'}</span>
          </button>
        </>
      ) : null}
      {make.error ? (
        <p role="alert" className={styles.failed}>
          {make.error.message}
        </p>
      ) : null}
    </div>
  );
}
