'use client';
import { useState } from 'react';
import { parseWindow, windowParameters } from '#app/_charts/timeWindow.ts';
import controls from '#app/_components/controls.module.css';
import styles from './ExportMenu.module.css';

const menuId = 'export-menu';

/** All that is stored, or the window in the address, as files that the server writes. */
export function ExportMenu({ userId, samples }: { userId: string; samples: number }) {
  const [window, setWindow] = useState<ReturnType<typeof parseWindow>>();
  const look = () => {
    const query = new URLSearchParams(globalThis.location.search);
    setWindow(parseWindow(query.get('start') ?? undefined, query.get('end') ?? undefined));
  };
  if (samples === 0) return null;
  const address = (format: string, part?: typeof window) => {
    const query = new URLSearchParams({ format, ...(part && windowParameters(part)) });
    return `/api/users/${encodeURIComponent(userId)}/export?${query}`;
  };
  const links = (part?: typeof window) => (
    <>
      <a href={address('csv', part)} download className={styles.link}>
        CSV <small>one row a sample</small>
      </a>
      <a href={address('open-mhealth', part)} download className={styles.link}>
        Open mHealth <small>NDJSON, heart-rate 2.0</small>
      </a>
    </>
  );
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.button}`}
        popoverTarget={menuId}
        onClick={look}
      >
        Export
      </button>
      <div id={menuId} popover="auto" className={styles.popover}>
        <section aria-labelledby="export-all">
          <h2 id="export-all">Everything</h2>
          {links()}
        </section>
        {window ? (
          <section aria-labelledby="export-window">
            <h2 id="export-window">The window shown</h2>
            {links(window)}
          </section>
        ) : null}
        <p className={styles.hint}>
          Samples as recorded, with annotations, and a line for every day that says what is missing.
        </p>
      </div>
    </>
  );
}
