import { parentPort, threadId, workerData } from 'node:worker_threads';
import type { ScanPart } from '../case/loading/scan';
import { SourceScanner } from '../case/loading/scanSource';
import { nodePlatform } from '../platform/node';
import { standBack } from '../platform/priority';
import { fastScanner, type ScanThreadData } from '../platform/scanPool.node';
import { Conversation, HandOver } from './conversation';
import { buffersOf, buffersOfTable, type ScanHostRequests, type ScanRequests } from './scanProtocol';

const parent = parentPort;
if (parent === null) throw new Error('This file is a worker.');
if ((workerData as ScanThreadData).standsBack === true) standBack();

const host: Conversation<ScanHostRequests, ScanRequests> = new Conversation<ScanHostRequests, ScanRequests>(
  {
    send: (message, transfer = []) => parent.postMessage(message, transfer as ArrayBuffer[]),
    onMessage: (listener) => void parent.on('message', listener),
  },
  {
    stop: async () => (await scanner).stop(),
    scan: async (signal, uris, cap, keep, inParts, spare) => {
      const own = await scanner;
      if (spare !== undefined) own.reuse(spare);
      const scan = await own.scan(uris, cap, signal, keep, inParts ? tell : undefined);
      return new HandOver(scan, buffersOf(scan));
    },
  },
);
const tell = (part: ScanPart): void => {
  host.ask('part', [part], undefined, part.table && buffersOfTable(part.table)).catch(() => undefined);
};
const platform = nodePlatform({
  read: (uri, signal) => host.ask('read', [uri], signal),
  list: () => Promise.resolve({ files: [] }),
});
const scanner = fastScanner(__dirname).then((fast) => new SourceScanner(platform, fast, String(threadId)));
