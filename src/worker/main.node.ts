import { parentPort } from 'node:worker_threads';
import { nodePlatform } from '../platform/node';
import { fastMembersOf, threadPoolFor } from '../platform/scanPool.node';
import { folderStorage } from '../platform/storage.node';
import { serve } from './serve';

const parent = parentPort;
if (parent === null) throw new Error('This file is a worker.');
serve(
  {
    send: (message, transfer = []) => parent.postMessage(message, transfer as ArrayBuffer[]),
    onMessage: (listener) => void parent.on('message', listener),
  },
  {
    platform: (elsewhere) => ({ ...nodePlatform(elsewhere), finderOf: fastMembersOf(__dirname) }),
    storageIn: folderStorage,
    poolFor: async (files, _, elsewhere) => threadPoolFor(__dirname, files, elsewhere, { standsBack: true }),
  },
);
