import { type Head, headLength, OPENING, openingOf } from '../head';
import type { Translation } from '../translation/translation';
import { athenaCsv } from './athenaCsv';
import { athenaJson } from './athenaJson';
import { cloudWatchExport } from './cloudWatchExport';
import { awsLogs } from './awsLogs';
import type { Container } from './container';
import { digest } from './digest';
import { elastic } from './elastic';
import { elasticCsv } from './elasticCsv';
import { empty } from './empty';
import { eventBridge } from './eventBridge';
import { eventHistoryCsv } from './eventHistoryCsv';
import { fluentd } from './fluentd';
import { foreign } from './foreign';
import { foreignJson } from './foreignJson';
import { insights, insightsCsv } from './insights';
import { kinesis } from './kinesis';
import { lakeCsv } from './lakeCsv';
import { lakeJson } from './lakeJson';
import { lakeSignature } from './lakeSignature';
import { logEvents } from './logEvents';
import { logLines } from './logLines';
import { lookupEvents } from './lookupEvents';
import { lookupYaml } from './lookupYaml';
import { markdown } from './markdown';
import { ocsf } from './ocsf';
import { array, json, ndjson, single } from './plainJson';
import { recordCsv } from './recordCsv';
import { isUsual, s3 } from './s3';
import { splunk } from './splunk';
import { subscription } from './subscription';
import { tableJson } from './tableJson';

/** Every container, in the order in which a source is asked whether it is one. */
const REGISTRY = [
  empty,
  s3,
  digest,
  lakeSignature,
  lookupEvents,
  lakeJson,
  athenaJson,
  insights,
  eventBridge,
  logEvents,
  subscription,
  awsLogs,
  kinesis,
  splunk,
  elastic,
  ocsf,
  tableJson,
  eventHistoryCsv,
  elasticCsv,
  insightsCsv,
  recordCsv,
  lakeCsv,
  athenaCsv,
  lookupYaml,
  cloudWatchExport,
  fluentd,
  markdown,
  logLines,
  array,
  ndjson,
  single,
  json,
  foreignJson,
  foreign,
] as const;

/** What holds the records of a source. */
export type ContainerId = (typeof REGISTRY)[number]['id'];

export const CONTAINERS: readonly Container<ContainerId>[] = REGISTRY;

/** Names for people. */
export const CONTAINER_NAMES = Object.fromEntries(CONTAINERS.map(({ id, name }) => [id, name])) as Readonly<
  Record<ContainerId, string>
>;

/** How events are written that may stand anywhere in JSON. */
export const TRANSLATIONS: readonly Translation[] = CONTAINERS.flatMap(({ translation }) => translation ?? []);

/** The container that a source is by its beginning. */
export function containerOf(head: Head): Container<ContainerId> {
  return CONTAINERS.find((one) => one.recognise(head)) ?? foreign;
}

/**
 * So many of a source's first bytes tell how its records are read again: `bytes` are the first of them. Of a log of a
 * bucket few do: a case has thousands of them.
 */
export function tellingLength(bytes: Uint8Array): number {
  return isUsual({ opening: openingOf(bytes) }) ? OPENING : headLength(bytes);
}

/** Whether only the end of a source that begins so tells how its records are written. */
export function isToldByEnd(head: Head): boolean {
  // a log of a bucket is known by its beginning
  return !s3.recognise(head) && CONTAINERS.some(({ toldByEnd }) => toldByEnd?.(head) === true);
}

/** Whether records of a source that begins so are packed: they are only read again where all of it is at hand. */
export function isPacked(head: Head): boolean {
  return containerOf(head).packed !== undefined;
}

/** The container of an id; that of what is no log where none has it. */
export function containerNamed(id: ContainerId): Container<ContainerId> {
  return CONTAINERS.find((one) => one.id === id) ?? foreign;
}
