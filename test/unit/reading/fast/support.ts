import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWasm } from '../../../../scripts/wasm';
import { COLUMN_FIELDS, COLUMNS, type Column } from '../../../../src/index/columns';
import { IndexBuilder } from '../../../../src/index/indexBuilder';
import { contentHash } from '../../../../src/reading/fast/contentHash';
import { FastScanner } from '../../../../src/reading/fast/fastScanner';
import { readRecords, spanOf } from '../../../../src/reading/readRecords';

const FILE = join(__dirname, '../../../../dist/fast-scanner.wasm');
let wasm: Promise<Uint8Array> | undefined;

/** Builds the module where that is needed. `step`: how many bytes are scanned at a time. */
export async function newScanner(step?: number): Promise<FastScanner<Column>> {
  wasm ??= buildWasm(FILE).then(() => readFile(FILE));
  return FastScanner.create(await wasm, COLUMN_FIELDS, step);
}

/** A row in words and numbers that do not depend on who made it. */
type Row = Readonly<Record<string, string | number>>;

export interface Reading {
  readonly container: string;
  readonly rows: readonly Row[];
}

const text = (slice: Uint8Array): string => Buffer.from(slice).toString('latin1');

/** What the careful reader makes of a source, and how many problems it found. */
export function readWithCare(bytes: Uint8Array): Reading & { readonly problems: number } {
  const builder = new IndexBuilder();
  const hashes: [number, number][] = [];
  const { container, problems } = readRecords(bytes, (start, end, spans) => {
    builder.add(0, hashes.length, bytes, start, end, spans);
    const id = spanOf(spans, 'eventID');
    hashes.push([id === undefined ? 0 : (contentHash(bytes, ...id) | 1) >>> 0, contentHash(bytes, start, end)]);
  });
  const block = builder.drain();
  const news = builder.news();
  const value = (column: Column, row: number): string =>
    text(news[column][(block.ids[column][row] ?? 0) - 1] ?? new Uint8Array());
  const rows = hashes.map(([eventIdHash, content], n) => ({
    start: block.start[n] ?? -1,
    end: block.end[n] ?? -1,
    time: block.time[n] ?? -1,
    eventIdHash,
    contentHash: content,
    ...Object.fromEntries(COLUMNS.map((column) => [column, value(column, n)])),
  }));
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
  const dictionaries = Object.fromEntries(COLUMNS.map((column) => [column, scanner.dictionary(column)]));
  const rows = Array.from({ length: records }, (_, n) => ({
    start: block.start[n] ?? -1,
    end: block.end[n] ?? -1,
    time: block.time[n] ?? -1,
    eventIdHash: block.eventIdHash[n] ?? -1,
    contentHash: block.contentHash[n] ?? -1,
    ...Object.fromEntries(
      COLUMNS.map((column) => {
        const id = block.ids[column][n] ?? -1;
        return [column, id === 0 ? '' : text(dictionaries[column]?.slice(id) ?? new Uint8Array())];
      }),
    ),
  }));
  return { container, rows };
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
