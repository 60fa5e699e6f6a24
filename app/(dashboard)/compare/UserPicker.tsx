'use client';
import { useRouter } from 'next/navigation';
import { useOptimistic, useState, useTransition } from 'react';
import controls from '#app/_components/controls.module.css';
import { plural } from '#app/_format/numbers.ts';
import { compareAddress, toggleUser } from './selection.ts';
import styles from './UserPicker.module.css';

interface UserPickerProps {
  users: { id: string; name: string }[];
  chosen: string[];
}

const listed = 60;
const popoverId = 'compare-users';

/** Whom to compare: the chosen as chips, the others in a list that can be searched. */
export function UserPicker({ users, chosen: shown }: UserPickerProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  // A tick shows at once; the chart follows when its data are there.
  const [chosen, setChosen] = useOptimistic(shown);
  const [find, setFind] = useState('');
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const toggle = (id: string) =>
    startTransition(() => {
      const next = toggleUser(chosen, id);
      setChosen(next);
      router.push(compareAddress(next, new URLSearchParams(globalThis.location.search)));
    });
  const needle = find.trim().toLowerCase();
  const matching = users.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(needle));
  const ordered = matching.toSorted(
    (a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)),
  );
  return (
    <div className={styles.picker} aria-busy={pending}>
      {chosen.map((id) => (
        <button key={id} type="button" className={controls.button} onClick={() => toggle(id)}>
          {names.get(id) ?? id} <span aria-hidden="true">×</span>
          <span className="visually-hidden">, take out</span>
        </button>
      ))}
      <button type="button" className={controls.primary} popoverTarget={popoverId}>
        {chosen.length === 0 ? 'Choose users' : 'Add users'}
      </button>
      <div id={popoverId} popover="auto" className={styles.popover}>
        <label className={controls.label}>
          Find among {plural(users.length, 'user')}
          <input
            type="search"
            className={controls.field}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        </label>
        <ul className={styles.list}>
          {ordered.slice(0, listed).map(({ id, name }) => (
            <li key={id}>
              <label className={styles.choice}>
                <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
                {name} {name === id ? null : <small>{id}</small>}
              </label>
            </li>
          ))}
        </ul>
        {matching.length > listed ? (
          <p className={styles.hint}>{matching.length - listed} more; narrow the search.</p>
        ) : null}
      </div>
    </div>
  );
}
