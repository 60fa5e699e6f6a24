import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="the run" />
      <Skeleton kind="title" />
      <Skeleton kind="card" count={2} />
      <Skeleton kind="row" count={6} />
    </>
  );
}
