/**
 * `npm run bench`: what reading costs, as ratios against others in the same run on the same files, and what detection,
 * the command line and a hover cost. Every run is a process of its own, the contenders take turns, and medians are told:
 * of a slow rival's runs as many as fit into a minute.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { cleanDay } from '../rules/clean-day';
import { argumentsOf, runScript, UsageError } from '../usage';
import { installRuntime } from '../vscode/runtime';
import { compareCommandLine } from './commandLine';
import { compareDetection, detectionMemory } from './detection';
import { DUCKDB_VARIABLE, duckDbModule, installDuckDb } from './duckdb';
import { writeGzFolder, writeInFiles, writeOneGz } from './generate';
import { Goals } from './goals';
import { benchHovers } from './hover';
import { measureHost } from './host';
import { medianOf, type Run, runContender } from './measure';
import { contenders, DUCKDB, inTurns, JQ_NAME, OURS, PARSE, YARDSTICK } from './rivals';

const ROOT = path.resolve(__dirname, '../..');
const OUT = path.join(ROOT, 'out/bench');
const SCRIPT = path.join(OUT, 'contender.js');
const SEED = 20260314;
const DATA = path.join(os.tmpdir(), `cloudtrail-bench-${SEED}`);

const HELP = `npm run bench [-- OPTIONS]
  --full       also 1 GB in 5,000 files, 20,000 small files, one file of 500 MB and what detection takes in memory on it,
               detection on half a million events, a case of a million events, and the extension host of a real VS Code
  --only TEXT  only what has the text in its title
  --runs N     so many runs of each contender (5)
  --clean      removes the generated logs at the end
  --editor     in the node that VS Code runs extensions on, not in this one
  --help`;

/** What was asked for. */
let options = { full: false, only: '', runs: 5, clean: false };
const goals = new Goals();

/** Of the day without an attack on which the noise of the rules is measured: rules are true of few of its events. */
const DAY_EVENTS = 75_000;

/** The same of a large account, in hundreds of files: what V8 takes to warm up counts for less there. */
const BUSY_DAY_EVENTS = 500_000;
const EVENTS_PER_FILE = 1000;

/** Medians by contender. */
type Results = ReadonlyMap<string, Run>;

function compare(title: string, paths: readonly string[], { withLnav = false } = {}): Results {
  console.log(`\n${title}`);
  const all = contenders(SCRIPT, { withLnav, withDuckDb: process.env[DUCKDB_VARIABLE] !== undefined });
  const done = inTurns(all, paths, options.runs);
  const results = new Map([...done].map(([name, of]) => [name, medianOf(of)]));
  const yardstick = results.get(YARDSTICK) as Run;
  console.log(`  ${''.padEnd(30)} ${'wall'.padStart(9)}  ${'cpu'.padStart(9)}  ${'peak'.padStart(9)}   median of`);
  for (const [name, { ms, cpu, rss }] of results) {
    const wall = `${(ms / yardstick.ms).toFixed(2)} ×`;
    const work = cpu === undefined || yardstick.cpu === undefined ? '' : `${(cpu / yardstick.cpu).toFixed(2)} ×`;
    const memory = rss === undefined ? '' : `${Math.round(rss)} MiB`;
    console.log(
      `  ${name.padEnd(30)} ${wall.padStart(9)}  ${work.padStart(9)}  ${memory.padStart(9)}   ${done.get(name)?.length}`,
    );
  }
  return results;
}

/** How many times slower (or otherwise larger) one contender was than another. */
function ratio(results: Results, name: string, than: string, of: (run: Run) => number | undefined): number | undefined {
  const [a, b] = [results.get(name), results.get(than)].map((run) => run && of(run));
  return a === undefined || b === undefined ? undefined : a / b;
}

const wall = ({ ms }: Run): number => ms;

/** Medians of the runs of a way over paths. */
const medianOver =
  (paths: readonly string[]) =>
  (way: string): Run =>
    medianOf(Array.from({ length: options.runs }, () => runContender(SCRIPT, way, paths)));

function oneFile(size: string, paths: readonly string[]): Results {
  const results = compare(`one file of ${size}, compressed`, paths);
  const what = `one file of ${size}`;
  goals.atMost(`${what}: wall`, 2, '× gunzip', ratio(results, OURS, YARDSTICK, wall));
  if (size === '500 MB') goals.atMost(`${what}: peak memory`, 250, 'MiB', results.get(OURS)?.rss);
  return results;
}

function folder(paths: readonly string[]): Results {
  const results = compare('1 GB in 5,000 compressed files', paths);
  goals.atMost('1 GB in 5,000 files: wall', 1.5, '× gunzip', ratio(results, OURS, YARDSTICK, wall));
  goals.atLeast('1 GB: faster than DuckDB', 2, '×', ratio(results, DUCKDB, OURS, wall));
  goals.atLeast('1 GB: faster than JSON.parse', 5, '×', ratio(results, PARSE, OURS, wall));
  goals.atLeast('1 GB: faster than jq', 12, '×', ratio(results, JQ_NAME, OURS, wall));
  return results;
}

/** Milliseconds for each event of ours. */
const eachEvent = (results: Results | undefined): number => {
  const run = results?.get(OURS);
  return run === undefined ? NaN : run.ms / (run.events ?? NaN);
};

function millionEvents(paths: readonly string[]): void {
  console.log('\na case of 1,000,000 events, milliseconds');
  const { more = {} } = medianOver(paths)('operations');
  for (const [name, value] of Object.entries(more))
    console.log(`  ${name.padEnd(30)} ${value.toFixed(1).padStart(12)}`);
  goals.atMost('1,000,000 events: index', 80, 'bytes/event', more['bytesAnEvent']);
  goals.atMost('1,000,000 events: tree level by event name', 100, 'ms', more['levelOfNames']);
  goals.atMost('1,000,000 events: tree level by identity, the first time', 100, 'ms', more['levelOfIdentities']);
  goals.atMost('1,000,000 events: facet filter', 50, 'ms', more['filter']);
  goals.atMost('1,000,000 events: references of an access key', 200, 'ms', more['references']);
  goals.atMost('1,000,000 events: kept case loads', 1000, 'ms', more['load']);
}

async function made(name: string, write: (to: string) => Promise<unknown>): Promise<string> {
  const to = path.join(DATA, name);
  if (!existsSync(to)) {
    mkdirSync(DATA, { recursive: true });
    // what was broken off is not taken for whole the next time
    const unfinished = `${to}.${process.pid}`;
    await write(unfinished);
    renameSync(unfinished, to);
  }
  return to;
}

function busyDay(): Promise<string> {
  return made('busy-day', (to) => {
    const lines = cleanDay(SEED, BUSY_DAY_EVENTS).map((event) => JSON.stringify(event));
    return writeInFiles(to, lines.values(), Math.floor(lines.length / EVENTS_PER_FILE), EVENTS_PER_FILE);
  });
}

async function main(): Promise<void> {
  const { help, runs, editor, ...asked } = argumentsOf({
    options: {
      full: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      runs: { type: 'string', default: '5' },
      clean: { type: 'boolean', default: false },
      editor: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
  if (help) {
    console.log(HELP);
    return;
  }
  if (!/^[1-9]\d*$/.test(runs)) throw new UsageError(`--runs ${runs}: it is a number from 1`);
  if (editor) {
    const { node } = await installRuntime();
    const args = process.argv.slice(1).filter((arg) => arg !== '--editor');
    process.exitCode = spawnSync(node, [...process.execArgv, ...args], { stdio: 'inherit' }).status ?? 1;
    return;
  }
  options = { ...asked, runs: Number(runs) };
  mkdirSync(OUT, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/bench/contender.ts'],
    outfile: SCRIPT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const wanted = (title: string, full: boolean): boolean => (!full || options.full) && title.includes(options.only);
  if (options.full) {
    const duckdb = await installDuckDb();
    if (duckdb !== undefined) process.env[DUCKDB_VARIABLE] = duckDbModule(duckdb);
  }
  console.log(`${os.cpus().length} cores, node ${process.version}; times the first line, peak memory`);
  const ten = await made('10MB.json.gz', (to) => writeOneGz(to, 10e6, SEED));
  if (wanted('one file of 10 MB', false)) compare('one file of 10 MB, compressed', [ten], { withLnav: true });
  if (wanted('detection on 10 MB', false)) compareDetection(goals, '10 MB', medianOver([ten]));
  const hundredMegabytes = (): Promise<string> => made('100MB.json.gz', (to) => writeOneGz(to, 100e6, SEED));
  if (wanted('detection on 100 MB', false)) compareDetection(goals, '100 MB', medianOver([await hundredMegabytes()]));
  const day = (): Promise<string> =>
    made('day.json.gz', (to) => writeFile(to, gzipSync(JSON.stringify({ Records: cleanDay(SEED, DAY_EVENTS) }))));
  if (wanted('detection on a day of automation', false))
    compareDetection(goals, 'a day of automation', medianOver([await day()]));
  if (wanted('detection on half a million events', true))
    compareDetection(goals, 'half a million events of a day of automation', medianOver([await busyDay()]));
  if (wanted('the command line on 100 MB', false))
    compareCommandLine(goals, '100 MB', [await hundredMegabytes()], { out: OUT, runs: options.runs });
  let hundred: Results | undefined;
  if (wanted('one file of 100 MB', false)) {
    hundred = oneFile('100 MB', [await hundredMegabytes()]);
    goals.atMost('one file of 100 MB: index', 80, 'bytes/event', hundred.get(OURS)?.more?.['bytesAnEvent']);
  }
  if (wanted('hovers', false)) await benchHovers(OUT);
  const fiveHundredMegabytes = (): Promise<string> => made('500MB.json.gz', (to) => writeOneGz(to, 500e6, SEED));
  if (wanted('one file of 500 MB', true)) {
    const results = oneFile('500 MB', [await fiveHundredMegabytes()]);
    goals.atMost('500 MB for each event, as 100 MB', 1.1, '×', eachEvent(results) / eachEvent(hundred));
  }
  if (wanted('detection on 500 MB', true))
    detectionMemory('the file of 500 MB', medianOver([await fiveHundredMegabytes()]));
  const large = (): Promise<string> => made('5000', (to) => writeGzFolder(to, 5000, 135, SEED));
  let gigabyte: Results | undefined;
  if (wanted('1 GB', true)) gigabyte = folder([await large()]);
  if (wanted('20,000', true)) {
    const small = await made('20000', (to) => writeGzFolder(to, 20000, 20, SEED));
    const results = compare('20,000 compressed files of 20 events', [small]);
    goals.atMost(
      '20,000 small files: for each event, as the big file',
      2,
      '×',
      eachEvent(results) / eachEvent(hundred),
    );
    goals.atMost('20,000 small files: for each event, as the 1 GB', 2, '×', eachEvent(results) / eachEvent(gigabyte));
  }
  if (wanted('1,000,000', true)) millionEvents([await large()]);
  const [host, screens] = [wanted('extension host', true), wanted('double-clicks', true)];
  if (host || screens) await measureHost(host ? await large() : undefined, screens ? ten : undefined, goals);
  goals.print();
  if (options.clean) rmSync(DATA, { recursive: true, force: true });
}

runScript(HELP, main, { withStack: true });
