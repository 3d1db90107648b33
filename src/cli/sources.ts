import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonInWords } from '../platform/node';

/** What a folder is searched for; a file that is named itself is read whatever it is called. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/i;

/** A file to read, or a path that could not be searched. */
export interface FoundPath {
  readonly path: string;
  /** Named on the command line, not come upon in a folder. */
  readonly named: boolean;
  readonly failure?: string;
}

/** The logs behind paths, each folder in order of name, to any depth, links followed once. */
export async function findLogs(paths: readonly string[]): Promise<FoundPath[]> {
  const found: FoundPath[] = [];
  for (const path of paths) await search(path, true, found, new Set());
  return found;
}

async function search(path: string, named: boolean, found: FoundPath[], seen: Set<string>): Promise<void> {
  try {
    const info = await stat(path);
    if (!info.isDirectory()) {
      if (named || LOG_NAME.test(path)) found.push({ path, named });
      return;
    }
    const real = await realpath(path);
    // a link to a folder above would lead round in circles
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of (await readdir(path)).sort()) await search(join(path, name), false, found, seen);
  } catch (error) {
    if (named || LOG_NAME.test(path)) found.push({ path, named, failure: reasonInWords(error) });
  }
}
