/** What was brought in as FIT files. */
import { fileSource } from '../../files/fileSource.ts';

export const fitSource = fileSource('fit', 'FIT files');
