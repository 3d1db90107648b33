/** Up to so many texts are compared with one another. */
const FEW = 10;
/** Two characters, or the end of the text, and the number of a text have to fit into the 53 bits of a number. */
const CHARACTERS = 65537;
const MAX_TEXTS = 2 ** 20;

/**
 * The order of texts, each a different one, by their UTF-16 units, as `<` has it. For tens of thousands that begin alike,
 * such as names of sessions, several times faster than to compare them again and again.
 */
export function textOrder(texts: readonly string[]): Uint32Array {
  const order = Uint32Array.from(texts, (_, n) => n);
  if (texts.length > MAX_TEXTS) return order.sort((a, b) => compared(texts[a] as string, texts[b] as string));
  // runs that are alike up to some character, which are yet to be sorted
  const runs: (readonly [start: number, end: number, from: number])[] = [[0, order.length, 0]];
  for (let run = runs.pop(); run !== undefined; run = runs.pop()) {
    const [start, end, from] = run;
    if (end - start <= FEW) sortFew(texts, order, start, end);
    else runs.push(...sortRun(texts, order, start, end, from));
  }
  return order;
}

/** Sorts a run by the two characters with which its texts first differ; gives the runs that are alike in these too. */
function sortRun(
  texts: readonly string[],
  order: Uint32Array,
  start: number,
  end: number,
  from: number,
): [number, number, number][] {
  const at = from + alike(texts, order, start, end, from);
  const keys = new Float64Array(end - start);
  const before = order.slice(start, end);
  for (let n = 0; n < keys.length; n++) {
    const text = texts[before[n] as number] as string;
    keys[n] = (unitAt(text, at) * CHARACTERS + unitAt(text, at + 1)) * MAX_TEXTS + n;
  }
  keys.sort();
  const runs: [number, number, number][] = [];
  let runStart = start;
  for (let n = 0; n < keys.length; n++) {
    const key = keys[n] as number;
    order[start + n] = before[key % MAX_TEXTS] as number;
    const isLast = n + 1 === keys.length || unitsOf(keys[n + 1] as number) !== unitsOf(key);
    if (!isLast) continue;
    const runEnd = start + n + 1;
    if (runEnd - runStart > 1) runs.push([runStart, runEnd, at + 2]);
    runStart = runEnd;
  }
  return runs;
}

function unitsOf(key: number): number {
  return Math.floor(key / MAX_TEXTS);
}

/** 0 for the end of a text. */
function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) + 1 : 0;
}

/** How many characters from `from` on are the same in all texts of a run. */
function alike(texts: readonly string[], order: Uint32Array, start: number, end: number, from: number): number {
  const first = texts[order[start] as number] as string;
  let length = first.length - from;
  for (let n = start + 1; n < end; n++) {
    const text = texts[order[n] as number] as string;
    length = Math.min(length, text.length - from);
    let same = 0;
    while (same < length && text.charCodeAt(from + same) === first.charCodeAt(from + same)) same++;
    length = same;
  }
  return Math.max(0, length);
}

function sortFew(texts: readonly string[], order: Uint32Array, start: number, end: number): void {
  for (let n = start + 1; n < end; n++) {
    const moved = order[n] as number;
    let to = n;
    for (; to > start && (texts[order[to - 1] as number] as string) > (texts[moved] as string); to--)
      order[to] = order[to - 1] as number;
    order[to] = moved;
  }
}

function compared(a: string, b: string): number {
  return a < b ? -1 : 1;
}
