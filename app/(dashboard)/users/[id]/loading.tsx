import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="heart rate" />
      <Skeleton kind="title" />
      <Skeleton kind="chart" />
      <Skeleton kind="row" count={8} />
    </>
  );
}
