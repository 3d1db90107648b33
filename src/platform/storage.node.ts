import { mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseStorage } from '../case/loading/savedCase';

/** All kept cases together may take this much; the ones not used for longest go first. */
const MAX_BYTES = 1 << 30;

/** Keeps cases as files in a folder of the extension's own, up to so many bytes in all. */
export function folderStorage(folder: string, maxBytes = MAX_BYTES): CaseStorage {
  return {
    async read(name) {
      try {
        const path = join(folder, name);
        const bytes = await readFile(path);
        await utimes(path, new Date(), new Date());
        return bytes;
      } catch {
        return undefined;
      }
    },
    async write(name, parts) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, name);
      const unfinished = `${path}.${process.pid}.new`;
      const file = await open(unfinished, 'w');
      try {
        for (const part of parts) await file.write(part);
      } finally {
        await file.close();
      }
      // a window that ends in between leaves the old file whole
      await rename(unfinished, path);
      await clean(folder, maxBytes);
    },
  };
}

async function clean(folder: string, maxBytes: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
  let total = 0;
  for (const { path, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    total += size;
    if (total > maxBytes) await rm(path, { force: true });
  }
}
