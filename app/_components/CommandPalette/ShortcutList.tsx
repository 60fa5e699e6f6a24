'use client';
import { Dialog } from '@base-ui/react/dialog';
import controls from '#app/_components/controls.module.css';
import styles from './CommandPalette.module.css';
import { shortcuts } from './shortcuts.ts';

interface ShortcutListProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every shortcut, in one dialog. */
export function ShortcutList({ open, onOpenChange }: ShortcutListProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={`${styles.popup} ${styles.shortcuts}`}>
          <Dialog.Title>Keyboard shortcuts</Dialog.Title>
          <div className={styles.groups}>
            {shortcuts.map(({ group, shortcuts: its }) => (
              <section key={group} aria-label={group}>
                <h3>{group}</h3>
                <dl>
                  {its.map(({ keys, does }) => (
                    <div key={does}>
                      <dt>
                        {keys.map((key) =>
                          key === 'then' ? <span key={key}>then</span> : <kbd key={key}>{key}</kbd>,
                        )}
                      </dt>
                      <dd>{does}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <Dialog.Close className={controls.button}>Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
