/** Files that were brought in before each kind was a source of its own; new ones never are. */
import { fileSource } from '../../files/fileSource.ts';

export const file = fileSource('file', 'Files, any kind');
