import { findHits, type Hit } from '../case/findings';
import { Turns } from '../case/turns';
import { Detector, type RuleSet } from '../detection';
import { fastMembersOf } from '../platform/scanPool.node';
import { decodeValue } from '../reading/recordScanner';
import { isoTime } from '../record/time';
import { member } from '../record/types';
import { checkPaths, type CliCase, loadPaths } from './load';
import { type Output, UsageError } from './output';
import { nameRules, readBundled, readRules } from './rules';
import type { Options } from './run';
import { writeSarif } from './sarif';

/** To read so many files of rules takes longer than to start a thread. */
const MANY_RULES = 100;

/** `findings PATH… [--rules DIR]… [--no-bundled] [--format ndjson|sarif] [--account ID]…` */
export async function findings(paths: readonly string[], options: Options, output: Output): Promise<boolean> {
  const format = options.format ?? 'ndjson';
  if (format !== 'ndjson' && format !== 'sarif') throw new UsageError(`--format ${format}: it is ndjson or sarif`);
  checkPaths(paths);
  const named = await nameRules(options);
  const rules = readRules(named, output);
  const isBusy = named.files.length >= MANY_RULES;
  const loaded = await loadPaths(paths, output, { keep: true, beside: rules, isBusy });
  const set = await rules;
  const hits = await hitsIn(loaded, set, output);
  if (format === 'sarif') await writeSarif(loaded, hits, output);
  else await writeLines(loaded, hits, output);
  return loaded.complete;
}

/** One JSON object a finding. */
async function writeLines(loaded: CliCase, hits: readonly Hit[], output: Output): Promise<void> {
  const eventIds = new Map<number, unknown>();
  await loaded.each(new Set(hits.flatMap(({ row, chain }) => [row, ...chain])), (row, bytes, start, end) => {
    eventIds.set(row, member(decodeValue(bytes, start, end), 'eventID'));
  });
  for (const { rule, row, chain, group } of hits) {
    const { source, index } = loaded.index.place(row);
    output.json({
      rule: { id: rule.id, title: rule.title, level: rule.level },
      source: loaded.paths[source],
      index,
      eventID: eventIds.get(row) ?? null,
      eventTime: isoTime(loaded.index.time(row)) || null,
      identity: loaded.reader.value('identity', row) ?? null,
      // a correlation: what its events share, and which they are
      ...(rule.kind === 'correlation' ? { group, events: chain.map((one) => eventIds.get(one) ?? null) } : {}),
    });
    await output.breathe();
  }
}

/** The titles of the bundled rules that each row matched: the facet `rule`. */
export async function findMatchedRules(
  loaded: CliCase,
  _rows: readonly number[],
  output: Output,
): Promise<Map<number, string[]>> {
  const titles = new Map<number, string[]>();
  for (const { rule, row } of await hitsIn(loaded, await readBundled(), output)) {
    const known = titles.get(row);
    if (known === undefined) titles.set(row, [rule.title]);
    else known.push(rule.title);
  }
  return titles;
}

/** What the rules of a set find in a case; says how many events they could not be asked of. */
export async function hitsIn(loaded: CliCase, set: RuleSet, output: Output): Promise<Hit[]> {
  const unread: number[] = [];
  const finderOf = await fastMembersOf(__dirname)();
  const hits = await findHits(set, new Detector(set), loaded.index, loaded.sourceOf, new Turns(), unread, finderOf);
  if (unread.length > 0)
    output.message(
      `${inWords(unread.length)} could not be looked at: their files were changed or can no longer be read.`,
    );
  return hits;
}

function inWords(events: number): string {
  return events === 1 ? '1 event that rules may be true of' : `${events} events that rules may be true of`;
}
