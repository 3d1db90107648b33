import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { beginsLikeLog, isLogName, LOOKED_AT, MOST_LOOKED_AT } from '../case/logNames';
import { once } from '../case/once';
import { PassedOverFiles, WHY } from '../case/passedOver';
import { isGzip } from '../reading/bytes/gzip';
import { NO_FILE, reasonInWords } from './reasons';

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
 * The logs behind paths, each once: each folder in order of name, to any depth, every real folder once, so that links
 * cannot lead round in circles. Of a file that is not called like a log the beginning tells. Synchronous, because a thousand small
 * waits cost more than the looks: not for the editor's thread.
 * @param passedOver takes the files in folders that are not read
 */
export function listFiles(paths: readonly string[], passedOver = new PassedOverFiles()): ListedFile[] {
  const search = { found: [], seen: new Set<string>(), passedOver, looks: 0 };
  for (const path of paths) look(path, true, search);
  if (paths.length < 2) return search.found;
  const listed = once(search.found, ({ path }) => resolve(path));
  const read = new Set(listed.map(({ path }) => resolve(path)));
  passedOver.settle((path) => read.has(resolve(path)));
  return listed;
}

interface Search {
  readonly found: ListedFile[];
  readonly seen: Set<string>;
  readonly passedOver: PassedOverFiles;
  /** At how many beginnings it looked. */
  looks: number;
}

function look(path: string, named: boolean, search: Search): void {
  const { found, seen } = search;
  let isFolder = false;
  try {
    const info = statSync(path);
    isFolder = info.isDirectory();
    if (!isFolder) {
      const why = named || isLogName(path) ? undefined : whyPassedOver(path, info.isFile(), search);
      if (why !== undefined) search.passedOver.add(path, why);
      else found.push({ path, named, size: info.size, mtime: info.mtimeMs, ...refusal(info.isFile()) });
      return;
    }
    const real = realpathSync(path);
    if (seen.has(real)) return;
    seen.add(real);
    // once for all names in it
    const folder = join(path, 'x').slice(0, -1);
    for (const name of readdirSync(path).sort()) look(folder + name, false, search);
  } catch (error) {
    found.push({ path, named, failure: reasonInWords(error, isFolder) });
  }
}

/** A pipe or a device would be read for ever. */
function refusal(isFile: boolean): { failure?: string } {
  return isFile ? {} : { failure: reasonInWords({ code: NO_FILE }) };
}

/** Of a file of another name; undefined where it begins like a log. One that cannot be opened may be anything. */
function whyPassedOver(path: string, isFile: boolean, search: Search): string | undefined {
  if (!isFile) return WHY.unopened(reasonInWords({ code: NO_FILE }));
  if (search.looks++ >= MOST_LOOKED_AT) return WHY.tooMany;
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const head = Buffer.alloc(LOOKED_AT);
    const bytes = head.subarray(0, readSync(file, head, 0, head.length, 0));
    return beginsLikeLog(isGzip(bytes) ? unpackedHead(bytes) : bytes) ? undefined : WHY.other;
  } catch (error) {
    return WHY.unopened(reasonInWords(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unpackedHead(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 23 });
  } catch {
    return Buffer.alloc(0);
  }
}
