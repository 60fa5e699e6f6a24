import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="users" />
      <Skeleton kind="title" />
      <Skeleton kind="card" count={5} />
    </>
  );
}
