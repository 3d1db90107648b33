import { isObject } from './types';

/**
 * Every value at a dotted path of a record. The whole remaining path is tried as one key before it is taken apart, for
 * keys that hold dots; an array on the way or at the end stands for each of its elements.
 */
export function valuesAt(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  if (path === '') return [value];
  if (!isObject(value)) return [];
  if (Object.hasOwn(value, path)) return valuesAt(value[path], '');
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(value, key)) return valuesAt(value[key], path.slice(dot + 1));
  }
  return [];
}
