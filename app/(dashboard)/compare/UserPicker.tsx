'use client';
import { Combobox } from '@base-ui/react/combobox';
import { useRouter } from 'next/navigation';
import { useOptimistic, useSyncExternalStore, useTransition } from 'react';
import { plural } from '#app/_format/numbers.ts';
import { maxUsers } from '#lib/contract/limits.ts';
import { compareAddress } from './selection.ts';
import styles from './UserPicker.module.css';

interface Choice {
  id: string;
  name: string;
}

interface UserPickerProps {
  users: Choice[];
  chosen: string[];
}

const listed = 60;
const never = () => () => {};

/** Whom to compare: the chosen as chips, the others found by typing a part of name or identifier. */
export function UserPicker({ users, chosen: shown }: UserPickerProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  // A choice shows at once; the chart follows when its data are there.
  const [chosen, setChosen] = useOptimistic(shown);
  // Made in the browser alone: it styles itself inline, which the page's policy forbids in markup.
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const byId = new Map(users.map((user) => [user.id, user]));
  const value = chosen.flatMap((id) => byId.get(id) ?? []);
  const choose = (next: Choice[]) =>
    startTransition(() => {
      const ids = next.map(({ id }) => id).slice(0, maxUsers);
      setChosen(ids);
      router.push(compareAddress(ids, new URLSearchParams(globalThis.location.search)));
    });
  if (!here) return <div className={styles.group}>{value.map(({ name }) => name).join(', ')}</div>;
  return (
    <Combobox.Root
      items={users}
      multiple
      value={value}
      onValueChange={choose}
      itemToStringLabel={({ id, name }: Choice) => (name === id ? id : `${name} ${id}`)}
      isItemEqualToValue={(a: Choice, b: Choice) => a.id === b.id}
      limit={listed}
      autoHighlight
    >
      <Combobox.InputGroup className={styles.group} aria-busy={pending}>
        <Combobox.Chips className={styles.chips}>
          {value.map(({ id, name }) => (
            <Combobox.Chip key={id} className={styles.chip} aria-label={name}>
              {name}
              <Combobox.ChipRemove className={styles.remove} aria-label={`Take out ${name}`}>
                <span aria-hidden="true">×</span>
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            className={styles.input}
            aria-label={`Users to compare, out of ${plural(users.length, 'user')}`}
            placeholder={value.length < maxUsers ? 'Add a user' : `${maxUsers} are the most`}
          />
        </Combobox.Chips>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner className={styles.positioner} sideOffset={6} align="end">
          <Combobox.Popup className={styles.popup}>
            <Combobox.Empty className={styles.empty}>Nobody of that name.</Combobox.Empty>
            <Combobox.List>
              {({ id, name }: Choice) => (
                <Combobox.Item
                  key={id}
                  value={byId.get(id)}
                  disabled={value.length >= maxUsers && !chosen.includes(id)}
                  className={styles.item}
                >
                  <span className={styles.tick}>
                    <Combobox.ItemIndicator>✓</Combobox.ItemIndicator>
                  </span>
                  {name} {name === id ? null : <small>{id}</small>}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
