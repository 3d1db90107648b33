import { findHits, type Hit } from '../../../../../src/case/findings/findings';
import { Turns } from '../../../../../src/case/turns';
import { Correlator, Detector, type RecordObject, type RuleSet } from '../../../../../src/detection';
import { IndexBuilder } from '../../../../../src/index/indexBuilder';
import type { LogIndex } from '../../../../../src/index/logIndex';
import { readRecords } from '../../../../../src/reading/readRecords';
import { RecordSource } from '../../../../../src/reading/recordSource';

/** Logs that were indexed. */
export interface Log {
  readonly index: LogIndex;
  readonly files: readonly Uint8Array[];
}

/** The records of each file, indexed. */
export function read(files: readonly (readonly string[])[]): Log {
  const builder = new IndexBuilder();
  const bytes = files.map((records) => new TextEncoder().encode(`{"Records":[${records.join(',')}]}`));
  for (const [source, file] of bytes.entries()) {
    let place = 0;
    readRecords(file, (found) => builder.add(source, place++, found));
  }
  return { index: builder.build(), files: bytes };
}

/** The record of a row. */
export const parsed = ({ index, files }: Log, row: number): RecordObject => {
  const { source, start, end } = index.place(row);
  return JSON.parse(new TextDecoder().decode(files[source]?.subarray(start, end))) as RecordObject;
};

/** Every rule asked of every record, without a screen or an index of rules. */
export function everything(set: RuleSet, log: Log): string[] {
  const detector = new Detector(set);
  const correlator = new Correlator(set);
  const found: string[] = [];
  const tell = ({ correlation, row, count }: ReturnType<Correlator['finish']>[number]) =>
    found.push(`${correlation.id} ${idOf(parsed(log, row))} ${count}`);
  for (let row = 0; row < log.index.count; row++) {
    const event = parsed(log, row);
    const matches = set.rules
      .filter((rule) => detector.matches(rule, event))
      .map((rule) => ({ rule, explain: () => [] }));
    for (const { rule } of matches) if (rule.standalone) found.push(`${rule.id} ${idOf(event)} 1`);
    correlator.add(row, log.index.time(row), event, matches).forEach(tell);
  }
  correlator.finish().forEach(tell);
  return found.sort();
}

/** By which an event is told from others. */
export const idOf = (event: RecordObject): string => (event['eventID'] as string | undefined) ?? JSON.stringify(event);

/** The same as the product finds it. */
export async function screened(set: RuleSet, log: Log): Promise<string[]> {
  const hits = await findHits(
    set,
    { index: log.index, sourceOf: (source) => Promise.resolve(new RecordSource(log.files[source] as Uint8Array)) },
    new Turns(),
  );
  return hits.map((hit: Hit) => `${hit.rule.id} ${idOf(parsed(log, hit.row))} ${hit.count}`).sort();
}
