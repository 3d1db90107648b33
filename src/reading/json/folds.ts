import { stringEnd } from './stringEnd';

/** VS Code keeps this many folding ranges a document; more would push the records' own out. */
const MAX_FOLDS = 5000;

/**
 * Pairs of 0-based lines (first, last) that fold: first every record of `positions` (eight numbers each, see
 * DocumentAnalysis), then the brackets that span lines, as many as VS Code keeps. Works on broken JSON too.
 */
export function foldsOf(bytes: Uint8Array, positions: Uint32Array): Uint32Array {
  const folds: number[] = [];
  const ofRecords = new Set<number>();
  for (let n = 0; n < positions.length; n += 8) {
    const [first, last] = [positions[n] as number, positions[n + 6] as number];
    // the closing bracket's line stays in sight, as in VS Code's own JSON folding
    if (last - 1 > first) {
      folds.push(first, last - 1);
      ofRecords.add(first);
    }
  }
  return Uint32Array.from([...folds, ...bracketFolds(bytes, ofRecords, MAX_FOLDS - folds.length / 2)]);
}

function bracketFolds(bytes: Uint8Array, taken: ReadonlySet<number>, room: number): number[] {
  const folds: number[] = [];
  const open: number[] = [];
  let line = 0;
  for (let at = 0; at < bytes.length && folds.length / 2 < room; at++) {
    const c = bytes[at];
    if (c === 0x0a || (c === 0x0d && bytes[at + 1] !== 0x0a)) line++;
    else if (c === 0x22) at = endOf(bytes, at) - 1;
    else if (c === 0x7b || c === 0x5b) open.push(line);
    else if (c === 0x7d || c === 0x5d) {
      const first = open.pop();
      if (first !== undefined && line - 1 > first && !taken.has(first)) folds.push(first, line - 1);
    }
  }
  return folds;
}

function endOf(bytes: Uint8Array, at: number): number {
  const end = stringEnd(bytes, at);
  return end < 0 ? ~end : end;
}
