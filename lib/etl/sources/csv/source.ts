/** What was brought in as CSV tables. */
import { fileSource } from '../../files/fileSource.ts';

export const csvSource = fileSource('csv', 'CSV tables');
