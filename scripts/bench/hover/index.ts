/** What a hover costs: from nothing, and at places all over a small and a large document. Part of `npm run bench`. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import type { Cost, HoverTimes } from './contender';

const ROOT = path.resolve(__dirname, '../../..');
/** Of the same kind of log; the second is as large as an editor still colours. */
const SIZES: readonly (readonly [title: string, bytes: number])[] = [
  ['20 KB', 20e3],
  ['20 MB', 20e6],
];
const ROUNDS = 5;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** One line of the table: what, and its cost by the clock and of the processor. */
function line(what: string, cost: (measure: keyof Cost) => number): void {
  const shown = (measure: keyof Cost): string => `${cost(measure).toFixed(2).padStart(8)} ms`;
  console.log(`    ${what.padEnd(34)} ${shown('wall')} ${shown('cpu')}`);
}

/** Prints the times; needs a built `dist/reference`. */
export async function benchHovers(out: string): Promise<void> {
  const script = path.join(out, 'hover.js');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/bench/hover/contender.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const run = (bytes: number): HoverTimes =>
    JSON.parse(
      execFileSync(process.execPath, [script, path.join(ROOT, 'dist/reference'), String(bytes)], {
        encoding: 'utf8',
        maxBuffer: 1 << 24,
      }),
    ) as HoverTimes;
  console.log(
    `\nhovers: medians of ${ROUNDS} processes, each at 500 places all over a log on one line; by the clock, and of the processor`,
  );
  for (const [title, bytes] of SIZES) {
    const runs = Array.from({ length: ROUNDS }, () => run(bytes));
    const middle = (of: (times: HoverTimes) => number): number => at(sorted(runs.map(of)), 0.5);
    const each = (share: number, measure: keyof Cost): number =>
      middle((times) => at(sorted(times.each.map((cost) => cost[measure])), share));
    const [{ records, explained } = { records: 0, explained: 0 }] = runs;
    console.log(`  a document of ${title}, ${records} events; ${explained} of 500 places had something to say`);
    line('the index is there after', (measure) => middle((times) => times.index[measure]));
    line('the first hover', (measure) => middle((times) => times.first[measure]));
    line('a hover after it', (measure) => each(0.5, measure));
    line('95 of 100 take at most', (measure) => each(0.95, measure));
    line('99 of 100 take at most', (measure) => each(0.99, measure));
    line('JSON.parse of the whole document', (measure) => middle((times) => times.parse[measure]));
  }
}
