import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SuppressedHit } from '../case/exceptions/exceptionsUsed';
import { compareHits, type Hit } from '../case/findings/findings';
import { factsOfRule } from '../case/rules/ruleBook';
import { type SarifEvent, type SarifFinding, type SarifPlace, sarifLog } from '../case/findings/sarif';
import type { SarifNotice } from '../case/findings/sarifNotice';
import type { LogIndex } from '../index/logIndex';
import { positionsOf } from '../reading/positions';
import { member, text } from '../record/types';
import { eventIdsOf } from './eventIds';
import type { CliCase } from './load';
import type { Notice } from './notice';
import type { Output } from './output';
import { type Told, toldOf } from './suppressed';

/**
 * `findings … --format sarif`: one SARIF log.
 * @param suppressed what exceptions leave out; undefined without exceptions
 * @param complete whether the rules are all that were asked for
 */
export async function writeSarif(
  loaded: CliCase,
  found: readonly Hit[],
  suppressed: readonly SuppressedHit[] | undefined,
  output: Output,
  complete: boolean,
): Promise<void> {
  const hits = suppressed === undefined ? found : withSuppressed(found, toldOf(suppressed, loaded.reader));
  const events = await eventsOf(loaded, new Set(hits.flatMap(({ row, chain }) => [row, ...chain])));
  const rules = [...new Set(hits.map(({ rule }) => rule))].map(factsOfRule);
  const tool = { name: 'CloudTrail Inspector', version: await ownVersion() };
  const notices = output.notices.map(noticeOf);
  const whole = complete && loaded.complete;
  for (const piece of sarifLog(tool, rules, findingsOf(hits, events), { whole, notices })) {
    output.jsonLine(piece);
    await output.breathe();
  }
}

/** All that rules found, in order of time. */
function withSuppressed(found: readonly Hit[], told: readonly Told[]): Told[] {
  const all = [...found.map((hit): Told => ({ ...hit, suppressions: [] })), ...told];
  return all.sort(compareHits);
}

/** The manifest lies above the folder of the built program. */
async function ownVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(__dirname, '..', 'package.json'), 'utf8'));
  return text(member(manifest, 'version')) ?? '';
}

/** So many events of chains are listed in all: a correlation may be complete at thousands, each with a hundred. */
const MAX_RELATED = 50_000;
const LEAST_RELATED = 5;

function* findingsOf(hits: readonly Told[], events: ReadonlyMap<number, SarifEvent>): Generator<SarifFinding> {
  const chains = hits.filter(({ chain }) => chain.length > 0).length;
  const most = Math.max(LEAST_RELATED, Math.floor(MAX_RELATED / Math.max(1, chains)));
  for (const { rule, row, chain, isCut, group, value, suppressions, occurrences } of hits) {
    const event = events.get(row);
    // its source cannot be read any more: that was said
    if (event === undefined) continue;
    const listed = chain.slice(-most).flatMap((one) => events.get(one) ?? []);
    const isShort = isCut || chain.length > most;
    yield { rule, event, chain: listed, isCut: isShort, group, value, suppressions, occurrences };
  }
}

/** What a result says of each row, with its place. */
async function eventsOf(loaded: CliCase, rows: ReadonlySet<number>): Promise<Map<number, SarifEvent>> {
  const { reader, index } = loaded;
  const eventIds = await eventIdsOf(loaded, rows);
  const events = new Map<number, SarifEvent>();
  // the places of a source are found in one pass over it
  for (const [source, visited] of bySource(index, eventIds.keys())) {
    const places = visited.map((row) => index.place(row));
    const bytes = await loaded.bytesOf(source);
    if (bytes === undefined) continue;
    const fileOffset = loaded.fileOffset(source);
    const positions = positionsOf(
      bytes,
      places.flatMap(({ start, end }) => [start, end]),
    );
    for (const [n, row] of visited.entries()) {
      const { start, end } = index.place(row);
      const [startLine = 0, startColumn = 0, endLine = 0, endColumn = 0] = positions.subarray(4 * n, 4 * n + 4);
      const place: SarifPlace = {
        uri: uriOf(loaded.paths[source] ?? ''),
        startLine: startLine + 1,
        startColumn: startColumn + 1,
        endLine: endLine + 1,
        endColumn: endColumn + 1,
        byteOffset: fileOffset(start),
        byteLength: fileOffset(end) - fileOffset(start),
      };
      events.set(row, {
        place,
        eventName: reader.value('eventName', row) ?? '',
        identity: reader.value('identity', row) ?? '',
        sourceIPAddress: reader.value('sourceIPAddress', row) ?? '',
        time: index.time(row),
        error: reader.value('errorCode', row) ?? '',
        eventId: text(eventIds.get(row)) ?? '',
      });
    }
  }
  return events;
}

/** Rows by source, in the order of their places. */
function bySource(index: LogIndex, rows: Iterable<number>): Map<number, number[]> {
  const sources = new Map<number, number[]>();
  for (const row of rows) {
    const { source } = index.place(row);
    const known = sources.get(source);
    if (known === undefined) sources.set(source, [row]);
    else known.push(row);
  }
  for (const list of sources.values()) list.sort((a, b) => index.place(a).start - index.place(b).start);
  return sources;
}

function noticeOf({ path, byte, ...notice }: Notice): SarifNotice {
  return { ...notice, ...(path === undefined ? {} : { uri: uriOf(path) }), byteOffset: byte };
}

/** A path as a URI: relative to the working directory for what lies in it. */
function uriOf(path: string): string {
  const inside = relative('.', path);
  if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') return pathToFileURL(resolve(path)).href;
  return inside.split(sep).map(encodeURIComponent).join('/');
}
