import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="the schedule" />
      <Skeleton kind="title" />
      <Skeleton kind="card" />
      <Skeleton kind="row" count={8} />
    </>
  );
}
