import { isObject } from '../record/types';

/** The value of a setting, however its name is written: whole, or in parts, each an object in the one before. */
export function valueAt(settings: unknown, name: string): unknown {
  if (!isObject(settings)) return undefined;
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const key = name.slice(0, end);
    if (!Object.hasOwn(settings, key)) continue;
    const value = end === name.length ? settings[key] : valueAt(settings[key], name.slice(end + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}
