'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { addParticipant } from '#app/_queries/connection.ts';
import styles from './AddParticipant.module.css';

/** Adds somebody whose data comes live; leads on to connecting their account. */
export function AddParticipant() {
  const router = useRouter();
  const [zones, setZones] = useState<readonly string[]>([]);
  const [zone, setZone] = useState('');
  // The browser's own: the server's rendering cannot know it.
  useEffect(() => {
    setZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
    setZones(Intl.supportedValuesOf('timeZone'));
  }, []);
  const add = useMutation({
    mutationFn: (form: FormData) => {
      const name = String(form.get('name')).trim();
      return addParticipant({
        id: String(form.get('id')).trim(),
        ...(name && { name }),
        timeZone: String(form.get('timeZone')).trim(),
      });
    },
    onSuccess: ({ user }) => router.push(`/users/${encodeURIComponent(user.id)}/connection`),
  });
  return (
    <details className={styles.add}>
      <summary className={controls.button}>Add participant</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(new FormData(event.currentTarget));
        }}
      >
        <label className={controls.label}>
          Identifier
          <input
            name="id"
            required
            maxLength={64}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            title="Letters, digits, “.”, “_” and “-”, starting with a letter or digit"
            autoComplete="off"
            className={controls.field}
          />
        </label>
        <label className={controls.label}>
          Name (optional)
          <input name="name" maxLength={100} autoComplete="off" className={controls.field} />
        </label>
        <label className={controls.label}>
          Time zone, until an account says its own
          <input
            name="timeZone"
            required
            list="time-zones"
            value={zone}
            onChange={(event) => setZone(event.target.value)}
            className={controls.field}
          />
        </label>
        <datalist id="time-zones">
          {zones.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <button type="submit" className={controls.primary} disabled={add.isPending}>
          Add
        </button>
        {add.error ? (
          <p role="alert" className={styles.failed}>
            {add.error.message}
          </p>
        ) : null}
      </form>
    </details>
  );
}
