import type { Metadata } from 'next';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice, FailedNotice } from '#app/_components/Notice.tsx';
import { Skeleton } from '#app/_components/Skeleton.tsx';
import { StatusBadge } from '#app/_components/StatusBadge.tsx';
import { runStatuses } from '#lib/contract/limits.ts';
import styles from './design.module.css';
import { Specimen } from './Specimen.tsx';
import { tokenGroups } from './tokenGroups.ts';

export const metadata: Metadata = {
  title: 'Design',
  description: 'The tokens and pieces that every screen is made of',
};

/** Every token and the pieces made of them, in the theme that is on. */
export default function DesignPage() {
  return (
    <div className={styles.sheet}>
      <header className={styles.intro}>
        <h1>Design</h1>
        <p>
          What every screen is made of. A colour, a size or a duration is decided here and nowhere
          else.
        </p>
      </header>
      {tokenGroups.map((group) => (
        <section key={group.title} className={styles.group} data-tokens={group.kind}>
          <h2>{group.title}</h2>
          <p className={styles.use}>{group.use}</p>
          <ul className={styles[group.kind === 'colour' ? 'swatches' : 'specimens']}>
            {group.tokens.map((token) => (
              <li key={token} className={styles.token}>
                <Specimen kind={group.kind} token={token} />
                <code>{token}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pieces />
    </div>
  );
}

function Pieces() {
  return (
    <section className={styles.group}>
      <h2>Pieces</h2>
      <p className={styles.use}>Loading, empty and failed are different things, and look it.</p>
      <div className={styles.row}>
        <button type="button" className={controls.primary}>
          Primary
        </button>
        <button type="button" className={controls.button}>
          Button
        </button>
        <button type="button" className={controls.button} aria-pressed="true">
          Pressed
        </button>
        <button type="button" className={controls.button} disabled>
          Not now
        </button>
        <label className={controls.label}>
          Field
          <input className={controls.field} defaultValue="2025-06-01 14:00 to 15:30" />
        </label>
        <label className={controls.label}>
          Choice
          <select className={controls.field}>
            <option>Europe/London</option>
          </select>
        </label>
      </div>
      <div className={styles.row}>
        {runStatuses.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </div>
      <div className={styles.states}>
        <div>
          <Skeleton kind="title" />
          <Skeleton kind="card" />
        </div>
        <EmptyNotice title="Nothing here yet">
          <p>Says what to do next.</p>
        </EmptyNotice>
        <FailedNotice
          title="It could not be loaded"
          actions={
            <button type="button" className={controls.button}>
              Try again
            </button>
          }
        >
          <p>Says what failed, since when, and offers to try again.</p>
        </FailedNotice>
      </div>
    </section>
  );
}
