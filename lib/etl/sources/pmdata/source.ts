/** What was brought in as PMData. */
import { fileSource } from '../../files/fileSource.ts';

export const pmdataSource = fileSource('pmdata', 'PMData');
