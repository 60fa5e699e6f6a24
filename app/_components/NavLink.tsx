'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import styles from './Header.module.css';

interface NavLinkProps {
  href: string;
  /** Another part of the site that belongs to this entry. */
  also?: string;
  children: ReactNode;
}

export function NavLink({ href, also, children }: NavLinkProps) {
  const path = usePathname();
  const under = (place: string) => path === place || path.startsWith(`${place}/`);
  const current =
    (href === '/' ? path === '/' : under(href)) || (also !== undefined && under(also));
  return (
    <Link href={href} className={styles.link} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}
