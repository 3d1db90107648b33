import { localPool } from '../case/loading/localPool';
import { webPlatform } from '../platform/web';
import type { Message } from './protocol';
import { serve } from './serve';

/** The part of a worker's global scope that is used; the project's types are node's. */
interface WorkerScope {
  postMessage(message: unknown, transfer: readonly ArrayBufferLike[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Message }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
serve(
  {
    send: (message, transfer = []) => scope.postMessage(message, transfer),
    onMessage: (listener) => scope.addEventListener('message', (event) => listener(event.data)),
  },
  { platform: webPlatform, poolFor: async (_, platform) => localPool(platform) },
);
