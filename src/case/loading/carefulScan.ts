import { RecordReading } from '../../reading/readRecords';
import { SAME_OFFSET } from '../../reading/bytes/text';
import { locate } from '../sources/locate';
import type { Platform } from '../platform';
import { notRead, type ScannedSource, stoppedAfter } from './scan';
import { PLAIN, type ScanTables } from './scanTables';
import type { readSource } from '../sources/source';
import type { SourceBytes } from '../sources/sourceBytes';
import { Turns } from '../turns';
import { WatchedSink } from './watchedSink';

/** So long the careful reader keeps the thread to itself: then it tells what it found, and hears whether it is to stop. */
const TURN_MILLISECONDS = 50;

/** How the careful reader reads. */
export interface Care {
  readonly platform: Platform;
  readonly tables: ScanTables;
  readonly cap: number;
  readonly signal?: AbortSignal | undefined;
  /** `readWhole` where the quick way is known to fail. */
  readonly read: typeof readSource;
  readonly isStopped: () => boolean;
  /** So many bytes may be kept of a source that breaks off. */
  readonly room: number;
}

/** Reads a source that is not what CloudTrail writes, or is broken. */
export async function scanWithCare(
  uri: string,
  { platform, tables, cap, signal, read, isStopped, room }: Care,
): Promise<ScannedSource> {
  tables.beginWithCare();
  const { plain } = tables;
  const sinks: WatchedSink[] = [];
  const source = await read(platform, uri, cap, signal, (sink) => {
    const watched = new WatchedSink(sink, isStopped);
    sinks.push(watched);
    return watched;
  });
  /** Only the beginning of it was unpacked: that it ends there is not the source's fault. */
  const isCut = sinks.some(({ refused }) => refused);
  const from = plain.size;
  let index = 0;
  const { bytes, fileOffset } = source;
  const reading = new RecordReading(bytes, (found) => plain.add(0, index++, found), fileOffset, cap);
  const turns = new Turns(signal, TURN_MILLISECONDS);
  let isRead = reading.next(() => turns.due());
  while (!isRead && !isStopped()) {
    tables.tell(PLAIN, reading.container, reading.lastEnd, index);
    await turns.next();
    if (!isStopped()) isRead = reading.next(() => turns.due());
  }
  const isWhole = isRead && !isCut;
  if (!isWhole && index === 0) return notRead();
  const { container, problems } = reading.result;
  const { failure } = source;
  if (failure !== undefined && index === 0) throw new Error(failure);
  // that it ends where no more could be read is not its fault either
  const own = isCut ? [] : problems.filter(({ offset }) => failure === undefined || offset !== source.size);
  // what could not be unpacked is no empty file
  const all = container === 'empty' && source.problems.length > 0 ? source.problems : [...source.problems, ...own];
  return {
    container,
    events: index,
    problems: [...locate(source, all), ...(isWhole ? [] : [stoppedAfter(index)])],
    bytes: isWhole ? source.bytes.length : reading.lastEnd,
    table: PLAIN,
    from,
    withCare: true,
    ...(failure === undefined ? {} : broken(source, room)),
    version: source.version,
    stopped: !isWhole,
  };
}

/** What was read of a source may never be read again: it is kept, where there is room. */
function broken({ bytes, fileOffset }: SourceBytes, room: number): Pick<ScannedSource, 'brokeOff' | 'pieces'> {
  return fileOffset !== SAME_OFFSET || bytes.length > room ? { brokeOff: true } : { brokeOff: true, pieces: [bytes] };
}
