/** A number as people read it, in groups of three digits. The first number that `Intl` writes takes it milliseconds. */
export function countInWords(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
