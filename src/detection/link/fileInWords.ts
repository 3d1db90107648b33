/** A file as a person calls it who reads of it in another one: addresses, as the editor has them, are long. */
export function fileInWords(path: string, from: string): string {
  if (path === from) return 'this file';
  return /^[a-z][\w+.-]*:\/\//i.test(path) ? path.slice(path.lastIndexOf('/') + 1) : path;
}
