/** A file of bytes that have to lie somewhere while they are read, and nowhere afterwards. */
import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { maxEntryBytes } from './archive.ts';
import { DamagedFile } from './kind.ts';

export class TemporaryFile {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #folder: string;

  private constructor(handle: FileHandle, folder: string, size: number) {
    this.#handle = handle;
    this.#folder = folder;
    this.size = size;
  }

  /**
   * @param parent folder in which it gets one of its own, readable by this user only.
   * @throws {HeartlineError} DATA_FOLDER_UNUSABLE where it cannot be written; {DamagedFile} for more
   * bytes than a recording has.
   */
  static async of(chunks: AsyncIterable<Buffer>, parent: string): Promise<TemporaryFile> {
    const { handle, folder } = await create(parent);
    try {
      let size = 0;
      for await (const chunk of chunks) {
        await handle.appendFile(chunk).catch((error: unknown) => {
          throw unusable(parent, error);
        });
        size += chunk.length;
        if (size > maxEntryBytes) {
          throw new DamagedFile(`is an archive of more than ${maxEntryBytes} bytes; unpack it.`);
        }
      }
      return new TemporaryFile(handle, folder, size);
    } catch (error) {
      await remove(handle, folder);
      throw error;
    }
  }

  /** Its descriptor, open for reading. */
  get fd(): number {
    return this.#handle.fd;
  }

  async close(): Promise<void> {
    await remove(this.#handle, this.#folder);
  }
}

async function create(parent: string): Promise<{ handle: FileHandle; folder: string }> {
  try {
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, 'archive-'));
    const handle = await open(join(folder, 'bytes'), 'wx+', 0o600);
    // Without a name it is gone when the process is, even by kill -9; Windows keeps open files.
    if (process.platform !== 'win32') await rm(folder, { recursive: true });
    return { handle, folder };
  } catch (error) {
    throw unusable(parent, error);
  }
}

async function remove(handle: FileHandle, folder: string): Promise<void> {
  await handle.close();
  await rm(folder, { recursive: true, force: true });
}

function unusable(parent: string, error: unknown): HeartlineError {
  return new HeartlineError(
    'DATA_FOLDER_UNUSABLE',
    `An archive within an archive cannot be put aside in ${parent} (${messageOf(error)}); make room there or set DATA_DIR to another folder.`,
    { cause: error },
  );
}
