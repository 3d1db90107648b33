import { type SuppressedHit, suppressedHits } from '../case/exceptions/exceptionsUsed';
import { findHits, type Hit } from '../case/findings/findings';
import { Turns } from '../case/turns';
import { type RuleSet } from '../detection';
import { isoTime } from '../record/time';
import { eventIdsOf, fastMembers } from './eventIds';
import { eventsInWords, writeFindingLines } from './findingLines';
import { checkPaths, type CliCase, loadPaths } from './load';
import { type Output, UsageError } from './output';
import { nameRules, readBundled, readRules } from './rules';
import type { Options } from './run';
import { writeSarif } from './sarif';

/** To read so many files of rules takes longer than to start a thread. */
const MANY_RULES = 200;

/** `findings PATH… [--rules PATH]… [--no-bundled] [--format ndjson|text|sarif] [--account ID]…` */
export async function findings(paths: readonly string[], options: Options, output: Output): Promise<boolean> {
  const format = options.format ?? 'ndjson';
  if (format !== 'ndjson' && format !== 'text' && format !== 'sarif')
    throw new UsageError(`--format ${format}: it is ndjson, text or sarif`);
  checkPaths(paths);
  const named = await nameRules(options);
  const rules = readRules(named, output);
  const isBusy = named.files.length >= MANY_RULES;
  const loaded = await loadPaths(paths, output, { keep: true, beside: rules, isBusy });
  const { set, complete } = await rules;
  const misplaced = rulesAmong(paths, loaded);
  if (misplaced !== undefined) output.notice({ about: 'rules', severity: 'info', message: misplaced });
  const hits = await hitsIn(loaded, set, output);
  if (format === 'sarif') await writeSarif(loaded, hits, await suppressedIn(loaded, set), output, complete);
  else if (format === 'text') await writeFindingLines(loaded, hits, output);
  else await writeLines(loaded, hits, output);
  return complete && loaded.complete;
}

/** What to say where a shell made of `--rules *.yml` one rule file and many paths of logs. */
function rulesAmong(paths: readonly string[], loaded: CliCase): string | undefined {
  const named = new Set(paths);
  const rules = loaded.paths.filter(
    (path, n) => named.has(path) && /\.ya?ml$/i.test(path) && loaded.sources[n]?.container === 'foreign',
  );
  const [first, ...others] = rules;
  if (first === undefined) return undefined;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${first}${more} stood where logs are named: name their folder behind --rules, or the pattern in quotes.`;
}

/** One JSON object a finding. What all findings of a rule say, and all of one event, is put in words once. */
async function writeLines(loaded: CliCase, hits: readonly Hit[], output: Output): Promise<void> {
  const eventIds = await eventIdsOf(loaded, new Set(hits.flatMap(({ row, chain }) => [row, ...chain])));
  const idOf = (row: number): unknown => eventIds.get(row) ?? null;
  const rules = new Map<Hit['rule'], string>();
  let event = { row: -1, text: '' };
  for (const { rule, row, chain, isCut, group, value } of hits) {
    const { id, title, level } = rule;
    const ofRule = rules.get(rule) ?? membersOf({ rule: { id, title, level } });
    rules.set(rule, ofRule);
    if (event.row !== row) event = { row, text: membersOf(eventOf(loaded, row, idOf(row))) };
    // a correlation: what its events share, which they are, and what is new
    const ofChain = {
      group,
      events: chain.map(idOf),
      ...(isCut ? { earlierEvents: true } : {}),
      ...(value === undefined ? {} : { neverSeenBefore: value }),
    };
    const more = rule.kind === 'correlation' ? `,${membersOf(ofChain)}` : '';
    output.jsonLine(`{${ofRule},${event.text}${more}}`);
    await output.breathe();
  }
}

/** What a finding says of its event. */
function eventOf({ index, paths, reader }: CliCase, row: number, eventID: unknown): unknown {
  const place = index.place(row);
  return {
    source: paths[place.source],
    index: place.index,
    eventID,
    eventTime: isoTime(index.time(row)) || null,
    identity: reader.value('identity', row) ?? null,
  };
}

/** The members of an object as JSON, without its braces. */
function membersOf(object: unknown): string {
  return JSON.stringify(object).slice(1, -1);
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

/** What exceptions leave out; undefined without exceptions. */
async function suppressedIn({ index, sourceOf }: CliCase, set: RuleSet): Promise<SuppressedHit[] | undefined> {
  if (set.filters.length === 0) return undefined;
  return suppressedHits(set, { index, sourceOf, finderOf: await fastMembers() }, new Turns());
}

/** What the rules of a set find in a case; says how many events they could not be asked of. */
export async function hitsIn(loaded: CliCase, set: RuleSet, output: Output): Promise<Hit[]> {
  const unread: number[] = [];
  const { index, sourceOf } = loaded;
  const running = (share: number): void => output.status(`Running the rules: ${Math.floor(share * 100)} %`);
  const turns = new Turns(undefined, undefined, running);
  const hits = await findHits(set, { index, sourceOf, finderOf: await fastMembers() }, turns, { unread });
  if (unread.length > 0)
    output.notice({
      about: 'logs',
      severity: 'error',
      message: `${inWords(unread.length)} could not be looked at: their files were changed or can no longer be read.`,
    });
  // whether one of them would have completed a correlation nobody knows
  const { withoutTime } = index;
  if (set.correlations.length > 0 && withoutTime > 0) {
    const are = withoutTime === 1 ? 'has no time, so it is' : 'have no time, so they are';
    const message = `${eventsInWords(withoutTime)} ${are} not counted by correlations.`;
    output.notice({ about: 'logs', severity: 'info', message });
  }
  return hits;
}

function inWords(events: number): string {
  return `${eventsInWords(events)} that rules may be true of`;
}
