import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScanPool } from '../case/caseLoader';
import { localPool } from '../case/localPool';
import type { Platform, SourceFile } from '../case/platform';
import { FastScanner } from '../index/fastScanner';
import { Conversation } from '../worker/conversation';
import type { ScanHostRequests, ScanRequests } from '../worker/scanProtocol';
import type { Elsewhere } from './node';

/** More lanes than this find the disk, not the scan, in their way. */
const MAX_WIDTH = 6;

/** Compressed bytes below which starting threads takes longer than what they save. */
const WORTH_THREADS = 8 << 20;

/** The pool for these files; `folder` holds the program's own scripts. */
export async function scanPoolFor(
  folder: string,
  files: readonly SourceFile[],
  platform: Platform,
  elsewhere: Elsewhere,
): Promise<ScanPool> {
  const size = files.reduce((sum, file) => sum + (file.size ?? 0), 0);
  if (size >= WORTH_THREADS && files.length > 1) return startScanPool(join(folder, 'scanner.js'), elsewhere);
  return localPool(platform, await fastScanner(folder));
}

/** The fast scanner, or undefined where the machine's WebAssembly has no SIMD: the careful one then does all. */
export async function fastScanner(folder: string): Promise<FastScanner | undefined> {
  try {
    return await FastScanner.create(await readFile(join(folder, 'fast-scanner.wasm')));
  } catch {
    return undefined;
  }
}

interface Lane {
  readonly number: number;
  readonly worker: Worker;
  readonly conversation: Conversation<ScanRequests, ScanHostRequests>;
}

/** Scans on as many threads as the machine has cores. A file that kills its thread is told as such, and the thread replaced. */
export function startScanPool(script: string, elsewhere: Elsewhere): ScanPool {
  let lanes = 0;
  const start = (): Lane => {
    const worker = new Worker(script);
    worker.unref();
    const conversation = new Conversation<ScanRequests, ScanHostRequests>(
      {
        send: (message, transfer = []) => worker.postMessage(message, transfer as ArrayBuffer[]),
        onMessage: (listener) => void worker.on('message', listener),
      },
      { read: (signal, uri) => elsewhere.read(uri, signal) },
    );
    worker.on('error', (error) =>
      conversation.end(new Error(`Reading this file made the scan fail: ${error.message}`)),
    );
    worker.on('exit', () => conversation.end(new Error('Reading this file made the scan end.')));
    return { number: lanes++, worker, conversation };
  };
  const width = Math.max(1, Math.min(MAX_WIDTH, availableParallelism()));
  const idle: Lane[] = [];
  const all = new Set<Lane>();
  return {
    width,
    async scan(uri, cap, signal) {
      const lane = idle.pop() ?? start();
      all.add(lane);
      try {
        const source = await lane.conversation.ask('scan', [uri, cap], signal);
        idle.push(lane);
        return { lane: lane.number, source };
      } catch (error) {
        // it is dead, or busy with what was cancelled: its dictionaries end with it
        all.delete(lane);
        void lane.worker.terminate();
        throw error;
      }
    },
    dispose() {
      for (const { worker } of all) void worker.terminate();
      all.clear();
    },
  };
}
