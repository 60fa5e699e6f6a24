import type { Metadata } from 'next';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import screen from '#app/_components/screen.module.css';
import { When } from '#app/_components/When.tsx';
import { plural } from '#app/_format/numbers.ts';
import { formatZone } from '#app/_format/time.ts';
import { ExportMenu } from './ExportMenu.tsx';
import styles from './layout.module.css';
import { UserTabs } from './UserTabs.tsx';
import { userOrNotFound } from './userOrNotFound.ts';

export async function generateMetadata(props: LayoutProps<'/users/[id]'>): Promise<Metadata> {
  return { title: (await props.params).id };
}

/** Who it is, above every view of this user's data. */
export default async function UserLayout(props: LayoutProps<'/users/[id]'>) {
  const { id } = await props.params;
  const user = await userOrNotFound(id);
  const now = Date.now();
  return (
    <>
      <header className={`${screen.head} ${styles.head}`}>
        <div>
          <h1>{user.name}</h1>
          <p className={styles.facts}>
            {user.name === user.id ? null : <code>{user.id}</code>}
            <span>{user.sources.join(', ')}</span>
            <span>{formatZone(user.lastSample ?? now, user.timeZone)}</span>
            <span>{plural(user.sampleCount, 'sample')}</span>
            {user.lastSample === null ? null : (
              <span>
                last <When at={user.lastSample} timeZone={user.timeZone} now={now} />
              </span>
            )}
          </p>
        </div>
        <nav aria-label="Elsewhere with this user" className={styles.links}>
          <Link className={controls.button} href={`/compare?users=${user.id}`}>
            Compare
          </Link>
          <Link className={controls.button} href={`/runs?user=${user.id}`}>
            Runs
          </Link>
          <Link className={controls.button} href={`/import?user=${user.id}`}>
            Import files
          </Link>
          <ExportMenu user={user} />
        </nav>
      </header>
      <UserTabs userId={user.id} />
      {props.children}
    </>
  );
}
