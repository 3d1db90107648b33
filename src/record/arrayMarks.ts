/** `items{}` (Splunk), `items[]`, `items[*]`: other tools' words for the elements of an array, which need none here. */
const MARKS = /(?<=\w)(?:\{\}|\[\*?\])(?=\.|$)/g;

/** A dotted path in a record without the marks by which other tools tell arrays. */
export function withoutArrayMarks(path: string): string {
  return path.replace(MARKS, '');
}
