import type { ReactNode } from 'react';
import { Frame } from '#app/_components/Frame.tsx';
import { Header } from '#app/_components/Header.tsx';
import { RunToasts } from '#app/_components/RunToasts/RunToasts.tsx';

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Frame header={<Header />}>{children}</Frame>
      <RunToasts />
    </>
  );
}
