'use client';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import styles from './CommandPalette.module.css';
import type { Command, CommandGroup } from './commands.ts';
import { usePaletteItems } from './usePaletteItems.ts';

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** Users, screens, and what can be done here, found by typing. */
export function CommandPalette({ open, onOpenChange, onShortcuts }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Command palette">
          <Palette onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
          <Dialog.Close className="visually-hidden">Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onDone, onShortcuts }: { onDone: () => void; onShortcuts: () => void }) {
  const [typed, setTyped] = useState('');
  const { groups, state } = usePaletteItems(typed, onShortcuts);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(item: Command) => item.label}
    >
      <Autocomplete.Input
        className={styles.input}
        aria-label="Find a user, a screen or an action"
        placeholder="Find a user, a screen or an action"
      />
      <div className={styles.results}>
        <Autocomplete.Status className={styles.status}>{state}</Autocomplete.Status>
        <Autocomplete.Empty>
          {groups.length === 0 ? <p className={styles.none}>Nothing is called like that.</p> : null}
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: CommandGroup) => (
            <Autocomplete.Group key={group.label} items={group.items} className={styles.group}>
              <Autocomplete.GroupLabel className={styles.label}>
                {group.label}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: Command) => (
                  <Autocomplete.Item
                    key={item.id}
                    value={item}
                    className={styles.item}
                    onClick={() => {
                      onDone();
                      item.run();
                    }}
                  >
                    <span>{item.label}</span>
                    {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p className={styles.foot} aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>Enter</kbd> go
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </p>
    </Autocomplete.Root>
  );
}
