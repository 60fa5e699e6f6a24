import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { annotationsQuery } from '#app/_queries/annotations.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getAnnotations } from '#db/queries/getAnnotations.ts';
import { maxAnnotations } from '#lib/contract/limits.ts';
import { userOrNotFound } from '../userOrNotFound.ts';
import { AnnotationList } from './AnnotationList.tsx';
import { parseList } from './listAddress.ts';

export const metadata: Metadata = { title: 'Annotations' };

export default async function AnnotationsPage(props: PageProps<'/users/[id]/annotations'>) {
  const user = await userOrNotFound((await props.params).id);
  const client = makeQueryClient();
  client.setQueryData(
    annotationsQuery(user.id).queryKey,
    await getAnnotations({ users: [user.id], limit: maxAnnotations }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AnnotationList user={user} initial={parseList(await props.searchParams)} now={Date.now()} />
    </HydrationBoundary>
  );
}
