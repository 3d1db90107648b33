/**
 * `tsx scripts/bench/scan/index.ts [--full]`: what making rows of logs costs beyond unpacking them. Every run is a
 * process of its own, the ways take turns, and medians of 5 are told, also as ratios to unpacking alone; processor time
 * is the steadier measure on a machine that does other things. `--full` reads 1 GB in 5,000 files instead of 100 MB in 500.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeGzFolder, writeOneGz } from '../generate';
import { buildWasm } from '../../wasm';
import type { Measure } from './contender';

const SEED = 20260314;
const ROUNDS = 5;
const RECORDS_A_FILE = 150;

const WAYS: readonly (readonly [name: string, title: string])[] = [
  ['gunzip', 'unpacking alone'],
  ['gunzipSync', 'unpacking alone, in one go'],
  ['fast', 'fast scanner'],
  ['careful', 'careful reader (JavaScript)'],
  ['parse', 'JSON.parse of each file'],
];

function run(script: string, args: readonly string[]): Measure {
  return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' })) as Measure;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

function compare(title: string, script: string, wasm: string, files: readonly string[]): void {
  const measures = new Map<string, Measure[]>(WAYS.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name] of WAYS) measures.get(name)?.push(run(script, [name, wasm, ...files]));
  }
  const middle = (name: string, of: (measure: Measure) => number): number => median((measures.get(name) ?? []).map(of));
  const rows = WAYS.map(([name, way]) => ({
    way,
    'wall ms': Math.round(middle(name, (m) => m.wall)),
    'cpu ms': Math.round(middle(name, (m) => m.cpu)),
    'wall ratio': Number((middle(name, (m) => m.wall) / middle('gunzip', (m) => m.wall)).toFixed(2)),
    'cpu ratio': Number((middle(name, (m) => m.cpu) / middle('gunzip', (m) => m.cpu)).toFixed(2)),
    'peak MiB': Math.round(middle(name, (m) => m.memory)),
    records: middle(name, (m) => m.records),
  }));
  console.log(`\n${title}`);
  console.table(rows);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scan-bench-'));
  try {
    const [wasm, script] = [join(folder, 'fast-scanner.wasm'), join(folder, 'contender.js')];
    await buildWasm(wasm);
    const entryPoints = [join(__dirname, 'contender.ts')];
    await build({ entryPoints, outfile: script, bundle: true, platform: 'node', logLevel: 'warning' });
    const one = join(folder, 'one.json.gz');
    const { bytes } = await writeOneGz(one, 100e6, SEED);
    compare(`One file of ${(bytes / 1e6).toFixed(0)} MB`, script, wasm, [one]);
    const logs = join(folder, 'logs');
    const many = await writeGzFolder(logs, process.argv.includes('--full') ? 5000 : 500, RECORDS_A_FILE, SEED);
    const files = readdirSync(logs).map((name) => join(logs, name));
    compare(`${(many.bytes / 1e6).toFixed(0)} MB in ${files.length} files`, script, wasm, files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
