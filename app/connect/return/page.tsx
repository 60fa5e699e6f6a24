import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice, FailedNotice } from '#app/_components/Notice.tsx';
import { database } from '#db/client.ts';
import { requestAfterConnecting } from '#jobs/enqueue.ts';
import { stateCookie } from '#lib/connections/browserState.ts';
import { finish, googleSource } from '#lib/connections/connecting.ts';
import { env } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';

export const metadata: Metadata = { title: 'Connecting', robots: { index: false } };

/** Where Google sends the browser back to. The answer is taken once; opened again, the page says so. */
export default async function ReturnPage(props: PageProps<'/connect/return'>) {
  const outcome = await finished(await props.searchParams);
  if (outcome instanceof HeartlineError) {
    return (
      <FailedNotice title="Nothing was connected">
        <p>{outcome.message}</p>
      </FailedNotice>
    );
  }
  if (outcome.byLink) {
    return (
      <EmptyNotice title="Connected">
        <p>Thank you. Your heart rate is being read now; you can close this page.</p>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice
      title="Connected"
      actions={
        <Link className={controls.primary} href={`/users/${outcome.userId}/connection`}>
          See how far it is
        </Link>
      }
    >
      <p>The newest days are read first, then the years before them.</p>
    </EmptyNotice>
  );
}

async function finished(asked: Record<string, string | string[] | undefined>) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (typeof value === 'string') query.set(name, value);
  }
  try {
    const browser = (await cookies()).get(stateCookie)?.value;
    const done = await finish(database(), env(), query, browser);
    await requestAfterConnecting({ userId: done.userId, source: googleSource });
    return done;
  } catch (error) {
    if (error instanceof HeartlineError) return error;
    throw error;
  }
}
