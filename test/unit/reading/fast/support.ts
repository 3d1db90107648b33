import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWasm } from '../../../../scripts/wasm';
import { COLUMN_FIELDS, COLUMNS, type Column } from '../../../../src/index/columns';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import type { Cells } from '../../../../src/index/cells';
import type { RowBlock } from '../../../../src/index/rowBlock';
import { FastScanner } from '../../../../src/reading/fast/fastScanner';
import { readRecords } from '../../../../src/reading/readRecords';

const FILE = join(__dirname, '../../../../dist/fast-scanner.wasm');
let wasm: Promise<Uint8Array> | undefined;

/** The module, built where that is needed. */
export function wasmBytes(): Promise<Uint8Array> {
  return (wasm ??= buildWasm(FILE).then(() => readFile(FILE)));
}

/** `step`: how many bytes are scanned at a time. */
export async function newScanner(step?: number): Promise<FastScanner<Column>> {
  return FastScanner.create(await wasmBytes(), COLUMN_FIELDS, step);
}

/** A row in words and numbers that do not depend on who made it. */
type Row = Readonly<Record<string, string | number>>;

export interface Reading {
  readonly container: string;
  readonly rows: readonly Row[];
}

function rowsOf(block: RowBlock, slice: (column: Column, id: number) => Uint8Array): Row[] {
  const number = (array: Cells | Float64Array, row: number): number => array[row] ?? -1;
  return Array.from({ length: block.count }, (_, row) => ({
    start: number(block.start, row),
    end: number(block.end, row),
    time: number(block.time, row),
    eventIdHash: number(block.eventIdHash, row),
    contentHash: number(block.contentHash, row),
    idBeginning: number(block.idBeginning, row),
    ...Object.fromEntries(
      COLUMNS.map((column) => {
        const id = number(block.ids[column], row);
        return [column, id === 0 ? '' : Buffer.from(slice(column, id)).toString('latin1')];
      }),
    ),
  }));
}

/** What the careful reader makes of a source, and how many problems it found. */
export function readWithCare(bytes: Uint8Array): Reading & { readonly problems: number } {
  const builder = new IndexBuilder();
  const { container, problems } = readRecords(bytes, (found) => builder.add(0, builder.size, found));
  const rows = rowsOf(builder.drain(), (column, id) => builder.slice(column, id));
  return { container, rows, problems: problems.length };
}

/** What the fast scanner makes of a source that comes in these chunks; undefined when it finds it odd. */
export function readFast(scanner: FastScanner<Column>, chunks: Iterable<Uint8Array>): Reading | undefined {
  scanner.begin();
  for (const chunk of chunks) scanner.push(chunk);
  const { odd, container, records } = scanner.finish();
  const block = scanner.drain();
  if (odd) return undefined;
  assert.equal(block.count, records);
  return { container, rows: rowsOf(block, (column, id) => scanner.dictionary(column).slice(id)) };
}

/** The rows that the fast scanner hands over before the source ends, whatever that turns out to be. */
export function readEarly(scanner: FastScanner<Column>, chunks: Iterable<Uint8Array>): readonly Row[] {
  const rows: Row[] = [];
  scanner.begin();
  for (const chunk of chunks) {
    scanner.push(chunk);
    if (!scanner.odd) rows.push(...rowsOf(scanner.drain(), (column, id) => scanner.dictionary(column).slice(id)));
  }
  scanner.finish();
  scanner.drain();
  return rows;
}

/** `bytes` cut at these places. */
export function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [...at].map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((start, n) => bytes.subarray(start, places[n] ?? bytes.length));
}

/** Fails when the fast scanner reads a source otherwise than the careful reader. Tells whether it finds it odd. */
export function compare(
  scanner: FastScanner<Column>,
  bytes: Uint8Array,
  chunks: Iterable<Uint8Array> = [bytes],
): boolean {
  const fast = readFast(scanner, chunks);
  if (fast === undefined) return true;
  const { problems, ...careful } = readWithCare(bytes);
  assert.deepEqual(fast, careful);
  assert.equal(problems, 0);
  return false;
}
