import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { rulePlace, WILD } from '../case/rules/rulePattern';
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
 * The rule files at paths, those of each folder in order, each once: links are followed, and every real folder is
 * looked into once, so that they cannot lead round in circles. A path at which there is nothing may be a glob, as in the
 * setting. What cannot be looked into goes into `unread`, a path at which there is nothing for rules into `empty`.
 */
export function ruleFilesAt(paths: readonly string[], unread: Unread[], empty: string[] = []): string[] {
  const seen = new Set<string>();
  const files = paths.flatMap((path) => {
    const found: string[] = [];
    try {
      // one that is named may be called anything, and be a pipe
      if (!statSync(path).isDirectory()) return [path];
      const [looked, missed] = [seen.size, unread.length];
      search(path, found, unread, { seen });
      // what another path had already is not nothing
      if (found.length === 0 && seen.size > looked && unread.length === missed) empty.push(path);
    } catch (error) {
      if (!fittingFiles(path, found, unread)) throw new UsageError(`--rules ${path}: ${reasonInWords(error)}`);
    }
    return found.sort();
  });
  return [...new Map(files.map((file) => [resolve(file), file])).values()];
}

/** Whether a path is a glob that something fits: a rule file, or what may have been one and cannot be read. */
function fittingFiles(path: string, found: string[], unread: Unread[]): boolean {
  if (!WILD.test(path)) return false;
  const { base, glob } = rulePlace(path);
  // as VS Code reads globs, to which parentheses are letters
  const isFitting = picomatch(glob.replace(/[()]/g, '\\$&'), {
    dot: true,
    noextglob: true,
    nonegate: true,
    windows: false,
  });
  const fits = (file: string): boolean => isFitting(relative(base, file).split(sep).join('/'));
  const depth = glob.includes('**') ? Infinity : glob.split('/').length - 1;
  const [all, missed]: [string[], Unread[]] = [[], []];
  try {
    // what a link leads to may fit by one of its paths alone
    search(base === '' ? '.' : base, all, missed, { seen: new Set(), isEachPath: true, depth });
  } catch {
    return false;
  }
  found.push(...new Map(all.filter(fits).map((file) => [realpathSync(file), file])).values());
  const own = missed.filter((one) => !RULE_NAME.test(one.path) || fits(one.path));
  unread.push(...own);
  return found.length + own.length > 0;
}

interface Search {
  /** The real folders that are not looked into any more. */
  readonly seen: Set<string>;
  /** Whether a folder is looked into by each path that leads to it, but for those that lead back to where they came from. */
  readonly isEachPath?: boolean;
  /** How many folders deep. */
  readonly depth?: number;
}

/** Throws where the folder itself cannot be looked into. */
function search(folder: string, found: string[], unread: Unread[], how: Search): void {
  const { isEachPath = false, depth = Infinity } = how;
  const real = realpathSync(folder);
  if (how.seen.has(real)) return;
  const seen = isEachPath ? new Set(how.seen) : how.seen;
  seen.add(real);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    let isFolder = entry.isDirectory();
    try {
      const kind = entry.isSymbolicLink() ? statSync(path) : entry;
      isFolder = kind.isDirectory();
      if (isFolder) {
        if (depth > 0) search(path, found, unread, { seen, isEachPath, depth: depth - 1 });
      } else if (RULE_NAME.test(entry.name)) found.push(ordinary(path, kind));
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
