import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScanPool } from '../case/loading/caseLoader';
import { localPool } from '../case/loading/localPool';
import type { Platform, SourceFile } from '../case/platform';
import { KEEP_NOTHING, notRead, type Scan, type ScanPart, unreadable } from '../case/loading/scan';
import { FastScanner } from '../index/fastScanner';
import { FastMembers } from '../reading/fast/fastMembers';
import type { FinderOf } from '../reading/json/memberSpans';
import { Conversation } from '../worker/conversation';
import { memoryOf, type ScanHostRequests, type ScanRequests } from '../worker/scanProtocol';
import { errorText } from '../case/errorText';
import type { Elsewhere } from './node';

const WASM = 'fast-scanner.wasm';

/** More lanes than this find the disk, not the scan, in their way. */
const MAX_WIDTH = 6;

/** Compressed bytes below which starting threads takes longer than what they save. */
const WORTH_THREADS = 8 << 20;

/**
 * The pool for these files, in this thread where others cost more than they save; `folder` holds the program's own
 * scripts.
 * @param isBusy this thread has as much to do beside it
 */
export async function scanPoolFor(
  folder: string,
  files: readonly SourceFile[],
  platform: Platform,
  elsewhere: Elsewhere,
  isBusy = false,
): Promise<ScanPool> {
  return isWorthThreads(files) || (isBusy && isLarge(files))
    ? threadPoolFor(folder, files, elsewhere)
    : localPool(platform, await fastScanner(folder));
}

/** What a scan thread is told when it starts. */
export interface ScanThreadData {
  /** Somebody waits for other threads of this process. */
  readonly standsBack?: boolean;
}

/** The pool for these files in threads of its own, one at least: a file that kills its thread harms nothing else. */
export function threadPoolFor(
  folder: string,
  files: readonly SourceFile[],
  elsewhere: Elsewhere,
  data: ScanThreadData = {},
): ScanPool {
  const cores = Math.max(1, Math.min(MAX_WIDTH, availableParallelism()));
  return startScanPool(join(folder, 'scanner.js'), elsewhere, isWorthThreads(files) ? cores : 1, data);
}

function isWorthThreads(files: readonly SourceFile[]): boolean {
  return files.length > 1 && isLarge(files);
}

function isLarge(files: readonly SourceFile[]): boolean {
  return files.reduce((sum, file) => sum + (file.size ?? 0), 0) >= WORTH_THREADS;
}

/** The fast scanner, or undefined where the machine's WebAssembly has no SIMD: the careful one then does all. */
export async function fastScanner(folder: string): Promise<FastScanner | undefined> {
  try {
    return await FastScanner.create(await readFile(join(folder, WASM)));
  } catch {
    return undefined;
  }
}

/** The fast finder of members of records; `folder` holds the program's own scripts. It is made once, when first asked for. */
export function fastMembersOf(folder: string): () => Promise<FinderOf | undefined> {
  let made: Promise<FinderOf | undefined> | undefined;
  const make = async (): Promise<FinderOf | undefined> => {
    try {
      return (await FastMembers.create(await readFile(join(folder, WASM)))).finderOf;
    } catch {
      return undefined;
    }
  };
  return () => (made ??= make());
}

interface Lane {
  readonly worker: Worker;
  readonly conversation: Conversation<ScanRequests, ScanHostRequests>;
  /** Takes what the scan that runs found. */
  onPart?: ((part: ScanPart) => void) | undefined;
}

/**
 * Scans on `width` threads. A file that kills its thread is named and set aside, and the thread
 * replaced.
 */
export function startScanPool(
  script: string,
  elsewhere: Elsewhere,
  width: number,
  data: ScanThreadData = {},
): ScanPool {
  const start = (): Lane => {
    const worker = new Worker(script, { workerData: data });
    worker.unref();
    const conversation = new Conversation<ScanRequests, ScanHostRequests>(
      {
        send: (message, transfer = []) => worker.postMessage(message, transfer as ArrayBuffer[]),
        onMessage: (listener) => void worker.on('message', listener),
      },
      { read: (signal, uri) => elsewhere.read(uri, signal), part: (_, part) => lane.onPart?.(part) },
    );
    worker.on('error', (error) =>
      conversation.end(new Error(`Reading this file made the scan fail: ${error.message}`)),
    );
    worker.on('exit', () => conversation.end(new Error('Reading this file made the scan end.')));
    const lane: Lane = { worker, conversation };
    return lane;
  };
  const idle: Lane[] = [];
  /** Memory of rows that nobody looks at any more. */
  const spare: ArrayBuffer[] = [];
  const all = new Set<Lane>();
  let stopped = false;
  const scan = async (
    uris: readonly string[],
    cap: number,
    signal?: AbortSignal,
    keep = KEEP_NOTHING,
    onPart?: (part: ScanPart) => void,
  ): Promise<Scan> => {
    const lane = idle.pop() ?? start();
    all.add(lane);
    lane.onPart = onPart;
    try {
      const memory = spare.pop();
      const answer = await lane.conversation.ask(
        'scan',
        [uris, cap, keep, onPart !== undefined, memory],
        signal,
        memory === undefined ? [] : [memory],
      );
      idle.push(lane);
      const release = (): void => {
        if (spare.length < width) spare.push(...answer.tables.map(memoryOf));
      };
      return { ...answer, release };
    } catch (error) {
      // it is dead, or busy with what was cancelled: its dictionaries end with it
      all.delete(lane);
      void lane.worker.terminate();
      throw error;
    }
  };
  return {
    width,
    isAside: true,
    async scan(uris, cap, signal, keep, onPart) {
      // a thread that is started now would not know of it
      if (stopped) return { sources: uris.map(notRead), tables: [] };
      try {
        return await scan(uris, cap, signal, keep, onPart);
      } catch (error) {
        signal?.throwIfAborted();
        if (uris.length === 1) return { sources: [unreadable(errorText(error))], tables: [] };
        // one of them killed the thread: each alone, so that it is known which, and the others are read
        const scans: Scan[] = [];
        for (const uri of uris) scans.push(await this.scan([uri], cap, signal));
        return joined(scans);
      }
    },
    stop() {
      stopped = true;
      for (const { conversation } of all) conversation.ask('stop', []).catch(() => undefined);
    },
    dispose() {
      for (const { worker } of all) void worker.terminate();
      all.clear();
    },
  };
}

function joined(scans: readonly Scan[]): Scan {
  const tables: Scan['tables'][number][] = [];
  const sources = scans.flatMap((scan) => {
    const first = tables.length;
    tables.push(...scan.tables);
    return scan.sources.map((source) => ({ ...source, table: first + source.table }));
  });
  return { sources, tables };
}
