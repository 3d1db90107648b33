import { type Cursor, RegexError } from './cursor';
import type { RegexFlags } from './node';

/** Flags behind `(?`, such as `i` or `s-m`; `end` is what stands behind them, `)` or the `:` of a group of their own. */
export function parseFlags(cursor: Cursor, before: RegexFlags): { readonly flags: RegexFlags; readonly end: string } {
  const match = /^([ims]*)(?:-([ims]+))?([:)])/.exec(cursor.source.slice(cursor.at, cursor.at + 10));
  if (match === null)
    throw new RegexError(`the group "(?${cursor.source.slice(cursor.at, cursor.at + 3)}…" is not supported`);
  const [all, on = '', off = '', end = ''] = match;
  cursor.at += all.length;
  const set = (flag: keyof RegexFlags): boolean => !off.includes(flag) && (on.includes(flag) || before[flag]);
  return { flags: { i: set('i'), m: set('m'), s: set('s') }, end };
}
