/** What was brought in as Apple Health. */
import { fileSource } from '../../files/fileSource.ts';

export const appleHealthSource = fileSource('apple-health', 'Apple Health');
