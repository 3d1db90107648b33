/** What begins a word within a name: `I` of `RunInstances`, `i` of `run-instances`. */
const BEGINS = /^(?:[A-Z]|[^\p{L}\p{N}][\p{L}\p{N}])/u;

/**
 * Whether somebody who typed this may want that text: it stands in it, or its letters go on at beginnings of words, as
 * `runi` and `ri` do for `RunInstances`. VS Code finds more by itself, such as another address in which the same digits
 * come in that order, and whoever goes on in the next line would take it.
 */
export function mayBeWanted(text: string, typed: string): boolean {
  const [lower, letters] = [text.toLowerCase(), typed.toLowerCase()];
  if (lower.includes(letters)) return true;
  let at = -1;
  for (const letter of letters) {
    let next = at + 1;
    while (next < lower.length && !(lower.startsWith(letter, next) && (next === at + 1 || isBeginning(text, next)))) next++;
    if (next >= lower.length) return false;
    at = next;
  }
  return true;
}

function isBeginning(text: string, at: number): boolean {
  return at === 0 || BEGINS.test(text.slice(at, at + 1)) || BEGINS.test(text.slice(at - 1, at + 1));
}
