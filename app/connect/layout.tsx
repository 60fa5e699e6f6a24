import type { ReactNode } from 'react';
import { Frame } from '#app/_components/Frame.tsx';
import { PlainHeader } from '#app/_components/Header.tsx';

/**
 * A participant comes from elsewhere, and is let through to these pages alone: nothing here leads to
 * other screens, or asks for what lies behind a login.
 */
export default function ConnectLayout({ children }: { children: ReactNode }) {
  return <Frame header={<PlainHeader />}>{children}</Frame>;
}
