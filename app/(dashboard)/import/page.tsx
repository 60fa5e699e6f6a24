import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { importQuery, importsPageSize, importsQuery } from '#app/_queries/imports.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getImport } from '#db/queries/getImport.ts';
import { getImports } from '#db/queries/getImports.ts';
import { getUsers } from '#db/queries/getUsers.ts';
import { HeartlineError } from '#lib/errors.ts';
import { ImportView } from './ImportView.tsx';
import { importNumber } from './importAddress.ts';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage(props: PageProps<'/import'>) {
  const { import: asked, older } = await props.searchParams;
  const client = makeQueryClient();
  const id = importNumber(asked);
  if (id !== undefined) {
    const record = await getImport(id).catch((error: unknown) => {
      // The screen asks again and says what it was told.
      if (error instanceof HeartlineError && error.code === 'IMPORT_NOT_FOUND') return undefined;
      throw error;
    });
    if (record) client.setQueryData(importQuery(id).queryKey, record);
  }
  const cursor = importNumber(older);
  const [users, imports] = await Promise.all([
    getUsers(),
    getImports({ cursor, limit: importsPageSize }),
  ]);
  client.setQueryData(importsQuery(cursor).queryKey, imports);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportView
        users={users.map(({ id: userId, name, timeZone }) => ({ id: userId, name, timeZone }))}
        now={Date.now()}
      />
    </HydrationBoundary>
  );
}
