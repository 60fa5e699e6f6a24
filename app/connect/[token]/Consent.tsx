'use client';
import { useMutation } from '@tanstack/react-query';
import controls from '#app/_components/controls.module.css';
import { connectByLink } from '#app/_queries/connection.ts';
import styles from './page.module.css';

/** Leaves for Google's consent screen; not a form, whose redirect the page's own policy would stop. */
export function Consent({ link }: { link: string }) {
  const begin = useMutation({ mutationFn: () => connectByLink(link) });
  return (
    <>
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.primary}
          disabled={begin.isPending || begin.isSuccess}
          onClick={() => begin.mutate()}
        >
          Continue to Google
        </button>
      </div>
      {begin.error ? (
        <p role="alert" className={styles.failed}>
          {begin.error.message}
        </p>
      ) : null}
    </>
  );
}
