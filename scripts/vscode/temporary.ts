/** Folders that go when the process ends, also when that is by Ctrl+C. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A new empty folder; `name` tells people what it is for. */
export function temporaryFolder(name: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `cloudtrail-${name}-`));
  folders.push(folder);
  return folder;
}
