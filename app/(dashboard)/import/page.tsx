import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { importQuery } from '#app/_queries/imports.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getImport } from '#db/queries/getImport.ts';
import { getImports } from '#db/queries/getImports.ts';
import { getUsers } from '#db/queries/getUsers.ts';
import { HeartlineError } from '#lib/errors.ts';
import { ImportView } from './ImportView.tsx';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage(props: PageProps<'/import'>) {
  const { import: asked } = await props.searchParams;
  const client = makeQueryClient();
  const id = Number(asked);
  if (Number.isSafeInteger(id) && id > 0) {
    const record = await getImport(id).catch((error: unknown) => {
      // The screen asks again and says what it was told.
      if (error instanceof HeartlineError && error.code === 'IMPORT_NOT_FOUND') return undefined;
      throw error;
    });
    if (record) client.setQueryData(importQuery(id).queryKey, record);
  }
  const [users, { imports }] = await Promise.all([getUsers(), getImports({ limit: 20 })]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportView
        users={users.map(({ id: userId, name, timeZone }) => ({ id: userId, name, timeZone }))}
        imports={imports}
        now={Date.now()}
      />
    </HydrationBoundary>
  );
}
