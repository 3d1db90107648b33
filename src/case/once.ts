/**
 * Files in their order without those that come again, by what names them: who names a folder and a log in it means the log
 * once, and means that it is one.
 */
export function once<T extends { readonly named: boolean }>(files: readonly T[], nameOf: (file: T) => string): T[] {
  const known = new Map<string, T>();
  for (const file of files) {
    const name = nameOf(file);
    const before = known.get(name);
    // a key that is set again keeps its place
    if (before === undefined || (file.named && !before.named))
      known.set(name, { ...(before ?? file), named: file.named });
  }
  return [...known.values()];
}
