/** Identifiers travel in URLs, file names and job keys, so they stay plain. */
export const userIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
