import { CR, LF, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { JsonScanner, STOPPED } from '../json/jsonScanner';

/** A cell: what stands between its quotes, or between two delimiters. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** A row of CSV, of which `start` to `end` are its bytes without the line's end. */
export interface Row {
  readonly start: number;
  readonly end: number;
  /** Offset of the next row. */
  readonly next: number;
  readonly cells: readonly Cell[];
  /**
   * A quote that is never closed, text after a closing one, or more cells than any row has: the row ends with its line,
   * and its cells are not to be trusted.
   */
  readonly fault?: 'open' | 'text' | 'many';
}

/** A row with more cells is no row. */
export const MAX_CELLS = 4096;

/** The row at `at` (RFC 4180, lines ending with LF, CR LF or CR; quoted cells may hold line ends). */
export function rowAt(bytes: Uint8Array, at: number, end: number, delimiter: number): Row {
  const cells: Cell[] = [];
  for (let i = at; ;) {
    let cell: Cell;
    if (bytes[i] === QUOTE && i < end) {
      const close = closingQuote(bytes, i, end);
      if (close < 0) return faulty(bytes, at, end, 'open');
      cell = { start: i + 1, end: close, quoted: true };
      i = close + 1;
    } else {
      const start = i;
      while (i < end && bytes[i] !== delimiter && bytes[i] !== CR && bytes[i] !== LF) i++;
      cell = { start, end: i, quoted: false };
    }
    cells.push(cell);
    if (i >= end || bytes[i] === CR || bytes[i] === LF)
      return { start: at, end: i, next: lineAfter(bytes, i, end), cells };
    if (bytes[i] !== delimiter) return faulty(bytes, at, end, 'text');
    if (cells.length > MAX_CELLS) return faulty(bytes, at, end, 'many');
    i++;
  }
}

/**
 * The row at `at` of a table of `count` columns. Where its cells are not as many, because the last one is an object in
 * JSON without the quotes of a cell, that is one cell all the same.
 */
export function tableRowAt(bytes: Uint8Array, at: number, end: number, delimiter: number, count: number): Row {
  const row = rowAt(bytes, at, end, delimiter);
  const isWhole = row.fault === undefined && row.cells.length === count;
  return (isWhole ? undefined : rowWithJson(bytes, at, end, delimiter, count)) ?? row;
}

/** The line at `at` as a row in which quotes are text, as those write it who quote nothing. */
export function unquotedRowAt(bytes: Uint8Array, at: number, end: number, delimiter: number): Row {
  const cells: Cell[] = [];
  for (let i = at; ; i++) {
    const start = i;
    while (i < end && bytes[i] !== delimiter && bytes[i] !== CR && bytes[i] !== LF) i++;
    cells.push({ start, end: i, quoted: false });
    if (bytes[i] !== delimiter || i >= end) return { start: at, end: i, next: lineAfter(bytes, i, end), cells };
    if (cells.length > MAX_CELLS) return faulty(bytes, at, end, 'many');
  }
}

/** The row of `count` cells at `at` whose last cell is an object in JSON, written without the quotes of a cell. */
function rowWithJson(bytes: Uint8Array, at: number, end: number, delimiter: number, count: number): Row | undefined {
  const cells: Cell[] = [];
  let i = at;
  while (cells.length < count - 1) {
    const quoted = bytes[i] === QUOTE;
    const start = quoted ? i + 1 : i;
    if (quoted) i = closingQuote(bytes, i, end);
    else while (i < end && bytes[i] !== delimiter && bytes[i] !== CR && bytes[i] !== LF) i++;
    if (i < 0) return undefined;
    cells.push({ start, end: i, quoted });
    if (quoted) i++;
    if (i >= end || bytes[i] !== delimiter) return undefined;
    i++;
  }
  if (bytes[i] !== OPEN_OBJECT) return undefined;
  const after = new JsonScanner(bytes, end, true).value(i);
  if (after === STOPPED || (after < end && bytes[after] !== CR && bytes[after] !== LF)) return undefined;
  cells.push({ start: i, end: after, quoted: false });
  return { start: at, end: after, next: lineAfter(bytes, after, end), cells };
}

function closingQuote(bytes: Uint8Array, at: number, end: number): number {
  for (let i = bytes.indexOf(QUOTE, at + 1); i >= 0 && i < end; i = bytes.indexOf(QUOTE, i + 2)) {
    if (bytes[i + 1] !== QUOTE || i + 1 >= end) return i;
  }
  return -1;
}

function faulty(bytes: Uint8Array, at: number, end: number, fault: Row['fault']): Row {
  let i = at;
  while (i < end && bytes[i] !== CR && bytes[i] !== LF) i++;
  return { start: at, end: i, next: lineAfter(bytes, i, end), cells: [], fault };
}

function lineAfter(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return end;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}
