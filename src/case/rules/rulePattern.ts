/** Where rules are looked for: below a folder, those files that a glob fits. */
export interface RulePlace {
  /** A path or an address; relative to the workspace unless it is absolute; empty for the workspace itself. */
  readonly base: string;
  readonly isAbsolute: boolean;
  readonly glob: string;
}

/** All rules of a folder. */
export const ANY_RULE = '**/*.{yml,yaml}';

/** What makes an entry a glob. */
export const WILD = /[*?{[]/;

/** What an entry of `cloudtrail.detection.rules` asks for: a folder, a file or a glob. */
export function rulePlace(entry: string): RulePlace {
  const path = entry.trim().replaceAll('\\', '/');
  const isAbsolute = /^(?:\/|[a-z]:\/|[a-z][a-z0-9+.-]+:\/\/)/i.test(path);
  // an address keeps the slashes behind its scheme
  const [head = ''] = /^(?:[a-z][a-z0-9+.-]+:\/\/[^/]*\/?|[a-z]:\/|\/)?/i.exec(path) ?? [];
  const parts = path
    .slice(head.length)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const wild = parts.findIndex((part) => WILD.test(part));
  const isFile = wild < 0 && /\.ya?ml$/i.test(parts.at(-1) ?? '');
  const cut = wild >= 0 ? wild : isFile ? parts.length - 1 : parts.length;
  const glob = parts.slice(cut).join('/');
  return { base: head + parts.slice(0, cut).join('/'), isAbsolute, glob: glob === '' ? ANY_RULE : glob };
}

/** The entry that asks for just this file, or for all rules of just this folder, whatever is in its name. */
export function literalPattern(path: string, isFolder: boolean): string {
  // what closes is one too: VS Code's reader and ripgrep's take it amiss alone
  const literal = path.replace(/[*?{}[\]]/g, '[$&]');
  // where a folder's name is a pattern it has to be said what is looked for below it
  return isFolder && literal !== path ? `${literal}/${ANY_RULE}` : literal;
}
