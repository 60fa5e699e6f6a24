'use client';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useState } from 'react';
import {
  firstWindow,
  parseWindow,
  type TimeWindow,
  windowParameters,
} from '#app/_charts/timeWindow.ts';
import controls from '#app/_components/controls.module.css';
import type { User } from '#lib/contract/users.ts';
import styles from './ExportMenu.module.css';

const menuId = 'export-menu';

/** All that is stored, or the window shown, as files that the server writes. */
export function ExportMenu({ user }: { user: User }) {
  const { id, firstSample, lastSample } = user;
  const isChart = useSelectedLayoutSegment() === null;
  const [window, setWindow] = useState<TimeWindow>();
  if (firstSample === null || lastSample === null) return null;
  const extent = { start: firstSample, end: lastSample };
  // The chart writes its window into the address once it has been moved; other views write none.
  const look = () => {
    const query = new URLSearchParams(globalThis.location.search);
    const asked = parseWindow(query.get('start') ?? undefined, query.get('end') ?? undefined);
    setWindow(asked ?? (isChart ? firstWindow(undefined, extent) : undefined));
  };
  const address = (format: string, part?: TimeWindow) => {
    const query = new URLSearchParams({ format, ...(part && windowParameters(part)) });
    return `/api/users/${encodeURIComponent(id)}/export?${query}`;
  };
  const links = (part?: TimeWindow) => (
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
