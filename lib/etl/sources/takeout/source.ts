/** What was brought in as a Google Takeout. */
import { fileSource } from '../../files/fileSource.ts';

export const takeoutSource = fileSource('takeout', 'Google Takeout');
