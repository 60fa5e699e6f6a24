import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="the calendar" />
      <Skeleton kind="bar" />
      <Skeleton kind="chart" />
    </>
  );
}
