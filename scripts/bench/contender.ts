/**
 * One run of one contender in a process of its own, so that its time and its memory are its own:
 * `node contender.js NAME PATH…` prints a Run. The job is the same for all: index every record, count
 * by event name and by identity, count the errors, and find TerminateInstances.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type CaseLoad, loadCaseFrom } from '../../src/case/loading/caseLoader';
import { SOME_AWS_NETWORKS } from '../rules/bundled';
import type { SourceOf } from '../../src/case/sources/eachRecord';
import { KnownHits } from '../../src/case/findings/again/knownHits';
import type { Hit } from '../../src/case/findings/findings';
import type { SourceFile } from '../../src/case/platform';
import { SourceCache } from '../../src/case/sources/sourceCache';
import { Turns } from '../../src/case/turns';
import { Detector, loadRules, type RuleSource } from '../../src/detection';
import { uriOfPath } from '../../src/platform/fileUri';
import { listFiles } from '../../src/platform/listNode';
import { nodePlatform } from '../../src/platform/node';
import { fastMembersOf, scanPoolFor } from '../../src/platform/scanPool.node';
import { FacetReader } from '../../src/query/facets';
import { countsOf } from '../../src/query/counts';
import { rowsOf } from '../../src/query/rowsOf';
import { duckDb } from './duckdb';
import { gunzipFile } from './gunzip';
import type { Run } from './measure';
import { operations } from './operations';
import { bundledRules, DIST, rulesFor } from './rules';

const CAP = 2 ** 31 - 1;
const elsewhere = { read: () => Promise.reject(new Error('files only')), list: () => Promise.resolve({ files: [] }) };

async function ours(
  paths: readonly string[],
  threads: boolean,
  keep?: SourceCache,
): Promise<{ events: number; loaded: CaseLoad; files: SourceFile[] }> {
  const files = listFiles(paths).map(({ path: file, ...facts }): SourceFile => ({
    uri: uriOfPath(file),
    ...facts,
  }));
  const platform = nodePlatform(elsewhere);
  const pool = await scanPoolFor(
    DIST,
    threads ? files : files.map((file) => ({ ...file, size: 0 })),
    platform,
    elsewhere,
  );
  const loaded = await loadCaseFrom(files, pool, { cap: CAP, ...(keep === undefined ? {} : { keep }) });
  pool.dispose();
  const reader = new FacetReader(loaded.index);
  countsOf(reader, 'eventName');
  countsOf(reader, 'identity');
  const errors = countsOf(reader, 'errorCode').values.length;
  const found = rowsOf(reader, 'eventName', 'TerminateInstances').length;
  return { events: errors + found < 0 ? 0 : loaded.index.count, loaded, files };
}

/**
 * What running the rules costs, without the indexing; and apart from it what reading takes that keeps for them what they
 * will ask, what loading them does, and what a person waits for after one exception more, from the rule that found the most.
 */
async function detect(paths: readonly string[], sources: readonly RuleSource[]): Promise<Measured> {
  const cache = new SourceCache(nodePlatform(elsewhere));
  const began = performance.now();
  const { loaded, files } = await ours(paths, false, cache);
  const reading = performance.now() - began;
  const sourceOf: SourceOf = (source, spans) => cache.records(files[source]?.uri ?? '', CAP, spans);
  const known = new KnownHits();
  const run = async (given: readonly RuleSource[]) => {
    const start = performance.now();
    const options = { placeholders: new Map([['aws_networks', SOME_AWS_NETWORKS]]) };
    const set = loadRules(given, options);
    const loadedAt = performance.now();
    const before = process.cpuUsage();
    const finderOf = await fastMembersOf(DIST)();
    const rules = { sources: given, options, set, detector: new Detector(set) };
    const hits = await known.find({ index: loaded.index, sourceOf, finderOf }, rules, new Turns(), []);
    const { user, system } = process.cpuUsage(before);
    return { hits, load: loadedAt - start, ms: performance.now() - loadedAt, cpu: (user + system) / 1000 };
  };
  const { hits, load, ms, cpu } = await run(sources);
  const again = await run([...sources, exceptionFrom(mostFound(hits))]);
  return { events: hits.length, ms, cpu, more: { reading, loadRules: load, again: again.load + again.ms } };
}

function mostFound(hits: readonly Hit[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of hits) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}

function exceptionFrom(ruleId: string): RuleSource {
  const selection = '{ userIdentity.userName: nobody }';
  const text = `title: Not nobody\nlogsource: { product: aws, service: cloudtrail }\nfilter: { rules: ['${ruleId}'], selection: ${selection}, condition: not selection }\n`;
  return { path: 'exceptions.yml', text };
}

/** `detect10` runs ten rules, `detect` all that are bundled, correlations too. */
function detectionRules(count: string): RuleSource[] {
  if (count !== '') return rulesFor(Number(count));
  return bundledRules();
}

interface Logged {
  readonly Records: readonly {
    readonly eventName?: string;
    readonly userIdentity?: { readonly arn?: string };
    readonly errorCode?: string;
  }[];
}

function parseFiles(paths: readonly string[]): number {
  const names = new Map<string | undefined, number>();
  const identities = new Map<string | undefined, number>();
  let errors = 0;
  let found = 0;
  let events = 0;
  for (const { path: file } of listFiles(paths)) {
    const raw = readFileSync(file);
    const { Records } = JSON.parse((file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8')) as Logged;
    for (const record of Records) {
      events++;
      names.set(record.eventName, (names.get(record.eventName) ?? 0) + 1);
      identities.set(record.userIdentity?.arn, (identities.get(record.userIdentity?.arn) ?? 0) + 1);
      if (record.errorCode !== undefined) errors++;
      if (record.eventName === 'TerminateInstances') found++;
    }
  }
  return errors + found < 0 ? 0 : events;
}

async function gunzipAlone(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const { path: file } of listFiles(paths)) bytes += await gunzipFile(file);
  return bytes;
}

/** Its own clock, where what is measured is not the whole. */
interface Measured {
  readonly events: number;
  readonly ms?: number;
  readonly cpu?: number;
  readonly more?: Run['more'];
}

async function run(name: string, paths: readonly string[]): Promise<Measured> {
  switch (name) {
    case 'gunzip':
      return { events: await gunzipAlone(paths) };
    case 'parse':
      return { events: parseFiles(paths) };
    case 'duckdb':
      return { events: await duckDb(listFiles(paths).map(({ path: file }) => file)) };
    case 'operations': {
      const { loaded, files } = await ours(paths, true);
      return { events: loaded.index.count, more: await operations(loaded, files) };
    }
    default: {
      if (name.startsWith('detect')) return detect(paths, detectionRules(name.slice('detect'.length)));
      const { loaded, events } = await ours(paths, name === 'ours');
      return { events, more: { bytesAnEvent: loaded.index.memory / events } };
    }
  }
}

async function main(): Promise<void> {
  const [name = '', ...paths] = process.argv.slice(2);
  const before = process.cpuUsage();
  const start = performance.now();
  const measured = await run(name, paths);
  const ms = measured.ms ?? performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const cpu = measured.cpu ?? (user + system) / 1000;
  const result: Run = { ...measured, ms, cpu, rss: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(JSON.stringify(result));
  process.exit(0);
}

void main();
