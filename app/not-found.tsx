import Link from 'next/link';
import controls from './_components/controls.module.css';
import { Frame } from './_components/Frame.tsx';
import { Header } from './_components/Header.tsx';
import { EmptyNotice } from './_components/Notice.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Frame header={<Header />}>
      <EmptyNotice
        title="There is nothing at this address"
        actions={
          <Link href="/" className={controls.primary}>
            To the overview
          </Link>
        }
      >
        <p>The user or run may never have existed, or the link is mistyped.</p>
      </EmptyNotice>
    </Frame>
  );
}
