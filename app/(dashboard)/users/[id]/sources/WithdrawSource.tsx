'use client';
import { Dialog } from '@base-ui/react/dialog';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { plural } from '#app/_format/numbers.ts';
import { sourcesKey, withdrawSource } from '#app/_queries/sources.ts';
import type { UserSource } from '#lib/contract/sources.ts';
import type { SourcesPanelProps } from './props.ts';
import styles from './SourcesPanel.module.css';

interface WithdrawSourceProps extends Pick<SourcesPanelProps, 'user'> {
  item: UserSource;
}

/** Says what will go, and asks for the key to be typed: it cannot be undone. */
export function WithdrawSource({ user, item }: WithdrawSourceProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawSource(user.id, item.source, typed),
    onSuccess: (answer) => {
      client.setQueryData(sourcesKey(user.id), answer);
      setOpen(false);
    },
  });
  const samples = item.shown + item.shadowed;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={controls.button}>Withdraw…</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.dialog}>
          <Dialog.Title>Withdraw {item.label}</Dialog.Title>
          <Dialog.Description className={styles.soft}>
            {plural(samples, 'sample')}
            {item.vendorDays > 0
              ? `, the vendor’s figures of ${plural(item.vendorDays, 'day')}`
              : ''}
            {', the texts of refused records and a connected account go for good. What is left of '}
            {user.name} is as if this source had never been. It cannot be undone.
          </Dialog.Description>
          <form
            className={styles.confirm}
            onSubmit={(event) => {
              event.preventDefault();
              withdraw.mutate();
            }}
          >
            <label>
              <span>
                Type <code>{item.source}</code> to confirm
              </span>
              <input
                className={controls.field}
                value={typed}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            </label>
            <div className={styles.actions}>
              <button
                type="submit"
                className={controls.primary}
                disabled={typed !== item.source || withdraw.isPending}
              >
                Withdraw
              </button>
              <Dialog.Close className={controls.button}>Keep it</Dialog.Close>
            </div>
            {withdraw.error ? (
              <p role="alert" className={styles.failed}>
                {withdraw.error.message}
              </p>
            ) : null}
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
