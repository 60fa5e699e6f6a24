import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getUser } from '#db/queries/getUsers.ts';
import type { User } from '#lib/contract/users.ts';
import { HeartlineError } from '#lib/errors.ts';

/** The user of the address; the not-found screen where there is none. Asked once a request. */
export const userOrNotFound = cache(async (id: string): Promise<User> => {
  try {
    return await getUser(decodeURIComponent(id));
  } catch (error) {
    if (error instanceof HeartlineError && error.code === 'USER_NOT_FOUND') notFound();
    throw error;
  }
});
