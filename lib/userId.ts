/** The check of user identifiers that come from outside. */
import { z } from 'zod';
import { userIdPattern } from './userIdPattern.ts';

export const userIdSchema = z
  .string()
  .regex(
    userIdPattern,
    'must be 1–64 letters, digits, ".", "_" or "-", starting with a letter or digit',
  );
