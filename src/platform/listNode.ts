import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NO_FILE, reasonInWords } from './reasons';

/** What a folder is searched for; a file that is named itself is taken whatever it is called. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/i;

/** A file to read, or a path that could not be searched. */
export interface ListedFile {
  readonly path: string;
  /** Named by the asker, not come upon in a folder. */
  readonly named: boolean;
  readonly size?: number;
  readonly mtime?: number;
  readonly failure?: string;
}

/**
 * The logs behind paths: each folder in order of name, to any depth, every real folder once, so that links cannot lead
 * round in circles. Synchronous, because a thousand small waits cost more than the looks: not for the editor's thread.
 */
export function listFiles(paths: readonly string[]): ListedFile[] {
  const found: ListedFile[] = [];
  const seen = new Set<string>();
  for (const path of paths) search(path, true, found, seen);
  return found;
}

function search(path: string, named: boolean, found: ListedFile[], seen: Set<string>): void {
  let isFolder = false;
  try {
    const info = statSync(path);
    isFolder = info.isDirectory();
    if (!isFolder) {
      if (named || LOG_NAME.test(path))
        found.push({ path, named, size: info.size, mtime: info.mtimeMs, ...refusal(info.isFile()) });
      return;
    }
    const real = realpathSync(path);
    if (seen.has(real)) return;
    seen.add(real);
    // once for all names in it
    const folder = join(path, 'x').slice(0, -1);
    for (const name of readdirSync(path).sort()) search(folder + name, false, found, seen);
  } catch (error) {
    found.push({ path, named, failure: reasonInWords(error, isFolder) });
  }
}

/** A pipe or a device would be read for ever. */
function refusal(isFile: boolean): { failure?: string } {
  return isFile ? {} : { failure: reasonInWords({ code: NO_FILE }) };
}
