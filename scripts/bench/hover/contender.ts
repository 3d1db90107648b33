/**
 * One run in a process of its own: `node contender.js REFERENCE_DIR BYTES` makes a log of so many bytes on one line, asks
 * what a hover asks at places all over it, and prints {@link HoverTimes} as JSON. The steps are those of the hover
 * provider (src/features/hover): which record holds the place, its text taken apart, the path under the cursor, the
 * explanation; the log itself was read before, in the worker.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { analyseDocument } from '../../../src/case/documents/documentAnalysis';
import { LogDocument } from '../../../src/case/documents/logDocument';
import { parseRecord, placeAt } from '../../../src/record/place';
import { text } from '../../../src/record/types';
import { Reference } from '../../../src/reference';
import { Catalogue } from '../../../src/reference/catalogue/catalogue';
import { generateRecords } from '../generate';
import { Random } from '../random';

/** Milliseconds of one thing: by the clock, and of the processor. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

export interface HoverTimes {
  readonly records: number;
  /** From nothing to the first entry of the index of EC2 actions, its file read. */
  readonly index: Cost;
  readonly first: Cost;
  readonly each: readonly Cost[];
  /** For comparison: taking the whole document apart. */
  readonly parse: Cost;
  /** How many places had something to say. */
  readonly explained: number;
}

const SEED = 20260314;
const PLACES = 500;

function logOf(bytes: number): string {
  const records: string[] = [];
  let size = 0;
  for (const record of generateRecords(SEED, Infinity)) {
    records.push(record);
    size += record.length + 1;
    if (size >= bytes) break;
  }
  return `{"Records":[${records.join(',')}]}`;
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ cost: Cost; value: T }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { cost: { wall: performance.now() - start, cpu: (user + system) / 1000 }, value };
}

async function main(): Promise<void> {
  const [folder = '', bytes = '0'] = process.argv.slice(2);
  const load = (name: string): Promise<Uint8Array> => readFile(path.join(folder, name));
  const document = logOf(Number(bytes));
  const log = new LogDocument('bench', 1, analyseDocument(new TextEncoder().encode(document)).analysis);
  // node starts its threads for files at the first read; that is no part of the index
  await load('regions.tsv');
  const index = await timed(() => new Catalogue(load).action('RunInstances'));
  const reference = new Reference(load);

  const hover = async (character: number): Promise<string | undefined> => {
    const record = log.recordAt({ line: 0, character });
    if (record === undefined) return undefined;
    const { start, end } = log.range(record);
    const parsed = parseRecord(document.slice(start.character, end.character));
    const place = parsed && placeAt(parsed, character - start.character);
    if (place === undefined) return undefined;
    const { eventSource, eventName } = place.record;
    return reference.explain({ ...place, eventSource: text(eventSource) ?? '', eventName: text(eventName) ?? '' });
  };

  const random = new Random(SEED);
  const first = await timed(() => hover(document.indexOf('"eventName":"') + 14));
  const each: Cost[] = [];
  let explained = 0;
  for (let n = 0; n < PLACES; n++) {
    const { cost, value } = await timed(() => hover(random.below(document.length)));
    each.push(cost);
    if (value !== undefined) explained++;
  }
  const parse = await timed(() => void JSON.parse(document));
  const times: HoverTimes = {
    records: log.records,
    index: index.cost,
    first: first.cost,
    each,
    parse: parse.cost,
    explained,
  };
  process.stdout.write(JSON.stringify(times));
}

void main();
