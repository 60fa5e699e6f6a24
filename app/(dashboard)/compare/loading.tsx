import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="the comparison" />
      <Skeleton kind="title" />
      <Skeleton kind="chart" />
    </>
  );
}
