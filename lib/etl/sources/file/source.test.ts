import { expect, test } from 'vitest';
import { documentsOf } from '../../files/fixtures/importing.ts';
import { file } from './source.ts';

test('asked for news, the file source says that data comes by the import', async () => {
  expect(file).toMatchObject({ key: 'file', scheduled: false });
  await expect(documentsOf(file)).rejects.toMatchObject({
    code: 'SOURCE_MISMATCH',
    message: expect.stringContaining('npm run import -- --user someone'),
  });
});
