/**
 * `npm run bench`: what reading costs, as ratios against others in the same run on the same files, and what a hover costs.
 * Medians; every run is a process of its own. `--hovers` is the hovers alone; `--full` adds the folder of 1 GB in 5,000 files, 20,000 small files and one file of 500 MB.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { writeGzFolder, writeOneGz } from './generate';
import { benchHovers } from './hover';

const ROOT = path.resolve(__dirname, '../..');
const OUT = path.join(ROOT, 'out/bench');
const SEED = 20260314;

interface Run {
  readonly ms: number;
  /** Peak resident memory in MiB; undefined for programs that do not tell. */
  readonly rss?: number;
  readonly events?: number;
}

interface Contender {
  readonly name: string;
  readonly runs: number;
  readonly run: (paths: readonly string[]) => Run;
}

function ours(name: string): (paths: readonly string[]) => Run {
  return (paths) =>
    JSON.parse(
      execFileSync(process.execPath, [path.join(OUT, 'contender.js'), name, ...paths], {
        encoding: 'utf8',
        maxBuffer: 1 << 20,
      }),
    ) as Run;
}

/** A program on the path, run by a shell over all files. */
function program(command: string): (paths: readonly string[]) => Run {
  return (paths) => {
    const start = performance.now();
    spawnSync('bash', ['-c', command, 'bash', ...paths], { stdio: ['ignore', 'ignore', 'inherit'] });
    return { ms: performance.now() - start };
  };
}

function has(name: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${name}`]).status === 0;
}

const JQ = `find "$@" -type f | sort | xargs gzip -dc | jq -r '.Records[] | [.eventName, .userIdentity.arn, .errorCode] | @tsv' | awk -F'\\t' '{n[$1]++; i[$2]++; if ($3 != "") e++; if ($1 == "TerminateInstances") t++} END {print length(n), length(i), e, t}'`;

function contenders(runs: number): Contender[] {
  return [
    { name: 'gunzip alone, one thread', runs, run: ours('gunzip') },
    { name: 'ours', runs, run: ours('ours') },
    { name: 'ours, one thread', runs, run: ours('ours-1') },
    { name: 'JSON.parse of each file', runs: Math.min(3, runs), run: ours('parse') },
    ...(has('jq') ? [{ name: 'gzip -dc, jq, awk', runs: 1, run: program(JQ) }] : []),
    ...(has('rg')
      ? [{ name: 'ripgrep -z, the filter only', runs: 1, run: program('rg -z -c TerminateInstances "$@"') }]
      : []),
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function compare(title: string, paths: readonly string[], runs = 5): void {
  console.log(`\n${title}`);
  let yardstick: number | undefined;
  for (const { name, runs: count, run } of contenders(runs)) {
    const all = Array.from({ length: count }, () => run(paths));
    const ms = median(all.map((one) => one.ms));
    yardstick ??= ms;
    const memory = all[0]?.rss === undefined ? '' : `${Math.round(median(all.map((one) => one.rss ?? 0)))} MiB`;
    console.log(
      `  ${name.padEnd(30)} ${(ms / 1000).toFixed(2).padStart(7)} s  ${(ms / yardstick).toFixed(2).padStart(6)} ×  ${memory}`,
    );
  }
}

/** The two goals of detection: at most what indexing takes, and 1,000 rules at most 1.5 times what 10 take. */
function compareDetection(title: string, paths: readonly string[]): void {
  console.log(`\n${title}`);
  const time = (name: string): number => median(Array.from({ length: 5 }, () => ours(name)(paths).ms));
  const line = (name: string, ms: number, beside: number): void =>
    console.log(
      `  ${name.padEnd(42)} ${(ms / 1000).toFixed(2).padStart(7)} s  ${(ms / beside).toFixed(2).padStart(6)} ×`,
    );
  const index = time('ours-1');
  line('indexing, one thread', index, index);
  line('detection with the bundled rules', time('detect'), index);
  const ten = time('detect10');
  const thousand = time('detect1000');
  line('detection with 10 rules', ten, ten);
  line('detection with 1,000 rules', thousand, ten);
  line('indexing and detection with 10 rules', index + ten, index + ten);
  line('indexing and detection with 1,000 rules', index + thousand, index + ten);
}

async function main(): Promise<void> {
  const full = process.argv.includes('--full');
  mkdirSync(OUT, { recursive: true });
  if (process.argv.includes('--hovers')) return benchHovers(OUT);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/bench/contender.ts'],
    outfile: path.join(OUT, 'contender.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const data = path.join(os.tmpdir(), `cloudtrail-bench-${SEED}`);
  const make = async (name: string, write: (to: string) => Promise<unknown>): Promise<string> => {
    const to = path.join(data, name);
    if (!existsSync(to)) {
      mkdirSync(data, { recursive: true });
      await write(to);
    }
    return to;
  };
  console.log(`${os.cpus().length} cores, node ${process.version}; seconds, times the first line, peak memory`);
  const ten = await make('10MB.json.gz', (to) => writeOneGz(to, 10e6, SEED));
  const hundred = await make('100MB.json.gz', (to) => writeOneGz(to, 100e6, SEED));
  compare('one file of 10 MB, compressed', [ten]);
  compare('one file of 100 MB, compressed', [hundred]);
  compareDetection('detection on the file of 10 MB', [ten]);
  compareDetection('detection on the file of 100 MB', [hundred]);
  await benchHovers(OUT);
  if (full) {
    compare('1 GB in 5,000 compressed files', [await make('5000', (to) => writeGzFolder(to, 5000, 135, SEED))]);
    compare(
      '20,000 compressed files of 20 events',
      [await make('20000', (to) => writeGzFolder(to, 20000, 20, SEED))],
      3,
    );
    compare('one file of 500 MB, compressed', [await make('500MB.json.gz', (to) => writeOneGz(to, 500e6, SEED))], 3);
  }
  if (process.argv.includes('--clean')) rmSync(data, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
