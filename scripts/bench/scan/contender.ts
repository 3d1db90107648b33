/**
 * One way to read logs, in a process of its own: `node contender.js NAME WASM FILE…` prints a {@link Measure}. All but
 * the first two make rows of every record; none sorts them.
 */
import { readFileSync, statSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';
import { COLUMN_FIELDS, type Column } from '../../../src/index/columns';
import { IndexBuilder } from '../../../src/index/indexBuilder';
import { FastScanner } from '../../../src/reading/fast/fastScanner';
import { readRecords } from '../../../src/reading/readRecords';

export interface Measure {
  readonly wall: number;
  /** Milliseconds of processor time, all threads. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly memory: number;
  readonly records: number;
}

/** Small files are unpacked in one go, into a buffer of the size that the file tells; large ones in chunks. */
const SMALL = 4 << 20;

/** Rows that are worth taking at a time. */
const BATCH = 4096;

function inOneGo(file: string): Uint8Array {
  const gz = readFileSync(file);
  return gunzipSync(gz, { chunkSize: Math.max(64, gz.readUInt32LE(gz.length - 4) + 1) });
}

function inChunks(file: string, onChunk: (chunk: Uint8Array) => void): Promise<void> {
  if (statSync(file).size <= SMALL) {
    onChunk(inOneGo(file));
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip({ chunkSize: 1 << 20 });
    gunzip.on('data', onChunk).on('end', resolve).on('error', reject);
    gunzip.end(readFileSync(file));
  });
}

type Way = (files: readonly string[], wasm: string) => number | Promise<number>;

const ways: Readonly<Record<string, Way>> = {
  async gunzip(files) {
    for (const file of files) await inChunks(file, () => undefined);
    return 0;
  },
  gunzipSync(files) {
    for (const file of files) inOneGo(file);
    return 0;
  },
  async fast(files, wasm) {
    const scanner = await FastScanner.create<Column>(readFileSync(wasm), COLUMN_FIELDS);
    const blocks = [];
    let records = 0;
    let waiting = 0;
    for (const file of files) {
      scanner.begin();
      await inChunks(file, (chunk) => scanner.push(chunk));
      const result = scanner.finish();
      if (result.odd) throw new Error(`${file} is odd`);
      records += result.records;
      waiting += result.records;
      if (waiting < BATCH) continue;
      blocks.push(scanner.drain());
      waiting = 0;
    }
    blocks.push(scanner.drain());
    return records;
  },
  careful(files) {
    const builder = new IndexBuilder();
    for (const [number, file] of files.entries()) {
      const bytes = inOneGo(file);
      readRecords(bytes, (found) => builder.add(number, builder.size, found));
    }
    return builder.size;
  },
  parse(files) {
    const names = new Map<string, number>();
    let records = 0;
    for (const file of files) {
      const log = JSON.parse(Buffer.from(inOneGo(file)).toString('utf8')) as { Records: { eventName: string }[] };
      records += log.Records.length;
      for (const { eventName } of log.Records) names.set(eventName, (names.get(eventName) ?? 0) + 1);
    }
    return records;
  },
};

async function main([name = '', wasm = '', ...files]: readonly string[]): Promise<void> {
  const before = process.cpuUsage();
  const start = performance.now();
  const records = (await ways[name]?.(files, wasm)) ?? 0;
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const measure: Measure = {
    wall,
    cpu: (user + system) / 1000,
    memory: process.resourceUsage().maxRSS / 1024,
    records,
  };
  console.log(JSON.stringify(measure));
}

void main(process.argv.slice(2));
