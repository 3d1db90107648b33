import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NO_FILE, reasonInWords } from '../platform/reasons';
import { UsageError } from './output';

/** A path that rules were looked for at, and why there are none. */
export interface Unread {
  readonly path: string;
  readonly failure: string;
}

const RULE_NAME = /\.ya?ml$/i;
/** What a link that leads nowhere may have led to: a rule file, or a folder of them. */
const LINK_NAME = /\.ya?ml$|^[^.]*$/i;

/**
 * The rule files at paths, those of each folder in order: links are followed, and every real folder is looked into
 * once, so that they cannot lead round in circles. What cannot be looked into goes into `unread`, a path at which there
 * is nothing for rules into `empty`.
 */
export function ruleFilesAt(paths: readonly string[], unread: Unread[], empty: string[] = []): string[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const found: string[] = [];
    try {
      // one that is named may be called anything, and be a pipe
      if (!statSync(path).isDirectory()) return [path];
      const [looked, missed] = [seen.size, unread.length];
      search(path, found, unread, seen);
      // what another path had already is not nothing
      if (found.length === 0 && seen.size > looked && unread.length === missed) empty.push(path);
    } catch (error) {
      throw new UsageError(`--rules ${path}: ${reasonInWords(error)}`);
    }
    return found.sort();
  });
}

/** Throws where the folder itself cannot be looked into. */
function search(folder: string, found: string[], unread: Unread[], seen: Set<string>): void {
  const real = realpathSync(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    let isFolder = entry.isDirectory();
    try {
      const kind = entry.isSymbolicLink() ? statSync(path) : entry;
      isFolder = kind.isDirectory();
      if (isFolder) search(path, found, unread, seen);
      else if (RULE_NAME.test(entry.name)) found.push(ordinary(path, kind));
    } catch (error) {
      if (isFolder || LINK_NAME.test(entry.name)) unread.push({ path, failure: reasonInWords(error, isFolder) });
    }
  }
}

/** A pipe or a device would be read for ever. */
function ordinary(path: string, kind: Pick<Dirent, 'isFile'>): string {
  if (!kind.isFile()) throw Object.assign(new Error(path), { code: NO_FILE });
  return path;
}
