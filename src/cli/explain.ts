import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hit } from '../case/findings/findings';
import type { RuleSet } from '../detection';
import { quotedText } from '../query/filter/parse';
import { decodeValue } from '../reading/recordScanner';
import { isObject, type CloudTrailRecord } from '../record/types';
import { ledTo, Reference, type RuleHit } from '../reference';
import { hitsIn } from './findings';
import { loadPaths, rowsWhere } from './load';
import { type Output, UsageError } from './output';
import { accountsOf } from './accounts';
import { addressFiles } from './addresses';
import { nameRules, readRules } from './rules';
import type { Options } from './run';

/** What the settings say in the editor. */
interface Context {
  readonly accounts: Readonly<Record<string, string>>;
  readonly describeAddress: (address: string) => string | undefined;
}

/**
 * `explain EVENTSOURCE EVENTNAME [--path …] [--field NAME] [--value STRING]`: the event, a place in its request or
 * response, a field, or what a value alone says. `explain --event ID PATH…`: the report on one event of a log.
 */
export async function explain(names: readonly string[], options: Options, output: Output): Promise<boolean> {
  const reference = new Reference((name) => readFile(join(__dirname, 'reference', name)));
  const context = {
    accounts: accountsOf(options.account ?? []),
    describeAddress: await describing(options['ip-database']),
  };
  if (options.event !== undefined) {
    const { set, complete } = await readRules(await nameRules(options), output);
    return (await report(reference, context, set, options.event, names, output)) && complete;
  }
  if (options.rules !== undefined || options['no-bundled'] === true)
    throw new UsageError('--rules and --no-bundled go with --event: rules are asked of events');
  const [eventSource, eventName, ...more] = names;
  if (eventSource === undefined || eventName === undefined || more.length > 0)
    throw new UsageError('explain takes EVENTSOURCE and EVENTNAME, or --event ID and the PATHs to look in');
  if (options.path !== undefined && options.field !== undefined)
    throw new UsageError('explain takes --path or --field, not both');
  const { value } = options;
  const at = options.path ?? options.field;
  const text =
    at === undefined && value !== undefined
      ? (await reference.explainIdentifier(value, context))?.text
      : await reference.explain({
          ...context,
          eventSource,
          eventName,
          path: at === undefined ? [] : pathOf(at),
          value: literal(value),
          side: value === undefined ? 'key' : 'value',
        });
  output.line(text ?? 'Nothing is known of it.');
  return true;
}

/** The report on the event of an id, with the rules that found it, or something that it led to. */
async function report(
  reference: Reference,
  context: Context,
  rules: RuleSet,
  id: string,
  paths: readonly string[],
  output: Output,
): Promise<boolean> {
  const loaded = await loadPaths(paths, output);
  const rows = await rowsWhere(loaded, `eventID:${quotedText(id)}`);
  const records = new Map<number, CloudTrailRecord>();
  await loaded.each(rows, (row, bytes, start, end) => {
    const record = decodeValue(bytes, start, end);
    if (isObject(record)) records.set(row, record);
  });
  if (records.size === 0) throw new UsageError(`there is no event ${id}`);
  const hits = await hitsIn(loaded, rules, output);
  for (const [row, record] of records) {
    const findings = hits.flatMap((hit) => ruleHitOn(row, hit));
    output.line(await reference.explainRecord(record, { ...context, findings }));
  }
  return loaded.complete;
}

function ruleHitOn(row: number, { rule: { id, title, level }, row: found, chain, isCut }: Hit): RuleHit[] {
  if (found === row) return [{ id, title, level }];
  return chain.includes(row) ? [{ id, title, level, ledTo: ledTo(row, chain, isCut) }] : [];
}

async function describing(paths: readonly string[] | undefined): Promise<Context['describeAddress']> {
  const files = await addressFiles(paths);
  return (address) => files.flatMap(({ describe }) => describe(address) ?? []).join(' · ') || undefined;
}

/** `requestParameters.filterSet.items[0].name`, or with `.0` for the index. */
function pathOf(text: string): string[] {
  return text
    .replace(/\[(\d*)\]/g, (_, index: string) => `.${index || '0'}`)
    .split('.')
    .filter((part) => part !== '');
}

/** A value as JSON would have it, where it looks like a number, a boolean or null; else the text. */
function literal(text: string | undefined): unknown {
  return text !== undefined && /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(text)
    ? (JSON.parse(text) as unknown)
    : text;
}
