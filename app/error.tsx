'use client';
import { FailedScreen } from './_components/FailedScreen.tsx';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedScreen error={error} retry={retry} />;
}
