import { isObject, text } from '../../record/types';
import { code } from '../markdown';
import { own } from '../own';

/** `tag:Owner` is documented as `tag:<key>`; other filters have a documented placeholder too. */
export function filterText(filters: Readonly<Record<string, string>>, name: string): string | undefined {
  const exact = own(filters, name);
  if (exact !== undefined) return exact;
  const family = /^([a-z-]+):/.exec(name)?.[1];
  const placeholder = Object.keys(filters).find((known) => family !== undefined && known.startsWith(`${family}:`));
  return placeholder === undefined ? undefined : filters[placeholder];
}

/** The names of an action's filters, for the hover of the whole list. */
export function filterList(filters: Readonly<Record<string, string>>): string {
  return `**Filters of this call:** ${Object.keys(filters)
    .map((name) => code(name))
    .join(', ')}`;
}

/** The name of the filter that a path leads into: the nearest object above that has one. */
export function filterNameAt(root: unknown, path: readonly string[]): string | undefined {
  let at = root;
  let name: string | undefined;
  for (const key of path) {
    if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else if (Array.isArray(at) && /^\d+$/.test(key)) at = at[Number(key)];
    else return name;
    if (isObject(at)) name = text(at['name']) ?? text(at['Name']) ?? name;
  }
  return name;
}
