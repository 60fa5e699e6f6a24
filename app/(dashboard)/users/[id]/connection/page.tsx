import type { Metadata } from 'next';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { getConnection } from '#db/queries/getConnection.ts';
import { env } from '#lib/env.ts';
import { sources } from '#lib/etl/registry.ts';
import { missingForConnecting } from '#lib/googleSettings.ts';
import { userOrNotFound } from '../userOrNotFound.ts';
import { ConnectionPanel } from './ConnectionPanel.tsx';

export const metadata: Metadata = { title: 'Connection' };

export default async function ConnectionPage(props: PageProps<'/users/[id]/connection'>) {
  const user = await userOrNotFound((await props.params).id);
  if (!user.sources.some((source) => sources[source]?.connects)) {
    return (
      <EmptyNotice title="Nothing to connect">
        <p>
          The data of {user.name} comes from{' '}
          {user.sources.map((source) => sources[source]?.label ?? source).join(', ')}. To read a
          Google account, add a participant for it on the overview.
        </p>
      </EmptyNotice>
    );
  }
  const initial = {
    userId: user.id,
    connection: await getConnection(user.id),
    missing: missingForConnecting(env().google),
  };
  return <ConnectionPanel user={user} initial={initial} now={Date.now()} />;
}
