import { COLUMNS, type Column } from './columns';

/** Dictionary numbers, one a row, in as few bytes as they need. */
export type Cells = Uint32Array | Uint16Array | Uint8Array;

/** By their bytes a number. */
export const CELLS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** Bytes that each of so many numbers needs. */
export function bytesFor(numbers: number): keyof typeof CELLS {
  if (numbers <= 1 << 8) return 1;
  return numbers <= 1 << 16 ? 2 : 4;
}

/** Cells for so many numbers. */
export function cellsFor(numbers: number, length: number): Cells {
  return new CELLS[bytesFor(numbers)](length);
}

/** The first number that the cells have no room for. */
export function limitOf({ BYTES_PER_ELEMENT }: Cells): number {
  return 2 ** (8 * BYTES_PER_ELEMENT);
}

/** Cells for each column. */
export function columnsOf(cells: (column: Column) => Cells): Record<Column, Cells> {
  return Object.fromEntries(COLUMNS.map((column) => [column, cells(column)])) as Record<Column, Cells>;
}
