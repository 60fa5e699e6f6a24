import Link from 'next/link';
import { formatCount } from '#app/_format/numbers.ts';
import controls from './controls.module.css';
import screen from './screen.module.css';

interface PagerProps {
  /** From 1. */
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  /** Where it stands on its screen. */
  className?: string | undefined;
}

/** Leads through a list a page at a time; nothing where there is only one. */
export function Pager({ page, pages, hrefOf, className = '' }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" className={`${screen.pages} ${className}`}>
      {page > 1 ? (
        <Link className={controls.button} href={hrefOf(page - 1)}>
          Previous
        </Link>
      ) : null}
      <span>
        Page {formatCount(page)} of {formatCount(pages)}
      </span>
      {page < pages ? (
        <Link className={controls.button} href={hrefOf(page + 1)}>
          Next
        </Link>
      ) : null}
    </nav>
  );
}
