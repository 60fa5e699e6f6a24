import type { ReactNode } from 'react';

/** What is around a page: its header, and the way past it by keyboard. */
export function Frame({ header, children }: { header: ReactNode; children: ReactNode }) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      {header}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
