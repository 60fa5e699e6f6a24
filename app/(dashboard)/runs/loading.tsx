import { LoadingStatus, Skeleton } from '#app/_components/Skeleton.tsx';

export default function Loading() {
  return (
    <>
      <LoadingStatus what="runs" />
      <Skeleton kind="title" />
      <Skeleton kind="row" count={10} />
    </>
  );
}
