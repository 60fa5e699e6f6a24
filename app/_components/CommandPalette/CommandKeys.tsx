'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import styles from './CommandKeys.module.css';
import { screens, secondKeyMs } from './shortcuts.ts';

const CommandPalette = dynamic(
  () => import('./CommandPalette.tsx').then((module) => module.CommandPalette),
  { ssr: false },
);
const ShortcutList = dynamic(
  () => import('./ShortcutList.tsx').then((module) => module.ShortcutList),
  { ssr: false },
);

type Open = 'palette' | 'shortcuts' | undefined;

/** The keys that work everywhere, and a button for those without any. What they open comes on first use. */
export function CommandKeys() {
  const [open, setOpen] = useState<Open>();
  const [loaded, setLoaded] = useState<ReadonlySet<Open>>(new Set());
  const router = useRouter();
  const afterG = useRef<number>(undefined);
  const show = (what: Exclude<Open, undefined>) => {
    setLoaded((before) => new Set([...before, what]));
    setOpen(what);
  };
  const showLatest = useRef(show);
  showLatest.current = show;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        showLatest.current('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.key === '?') showLatest.current('shortcuts');
      const second = afterG.current !== undefined && Date.now() - afterG.current < secondKeyMs;
      afterG.current = event.key === 'g' ? Date.now() : undefined;
      const screen = second ? screens.find(({ key }) => key === event.key) : undefined;
      if (screen) router.push(screen.href);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router]);
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(undefined);
  };
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => show('palette')}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="9" cy="9" r="5.25" />
          <path d="M13 13l4 4" />
        </svg>
        <span className={styles.words}>Search</span>
        <span className={styles.key} aria-hidden="true">
          Ctrl K
        </span>
      </button>
      {loaded.has('palette') ? (
        <CommandPalette
          open={open === 'palette'}
          onOpenChange={close}
          onShortcuts={() => show('shortcuts')}
        />
      ) : null}
      {loaded.has('shortcuts') ? (
        <ShortcutList open={open === 'shortcuts'} onOpenChange={close} />
      ) : null}
    </>
  );
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
