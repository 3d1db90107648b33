import type { Message } from '../worker/protocol';
import type { WorkerHandle } from '../worker/client';

/** The part of a browser's Worker that is used; the project's types are node's. */
interface BrowserWorker {
  postMessage(message: unknown, transfer: readonly ArrayBufferLike[]): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Message }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

/** Starts the worker script at `url` as a web worker. */
export function startWebWorker(url: string): WorkerHandle {
  const { Worker } = globalThis as unknown as { Worker: new (url: string) => BrowserWorker };
  const worker = new Worker(url);
  return {
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
    onEnd: (listener) =>
      worker.addEventListener('error', (event) => listener(new Error(event.message ?? 'The worker failed.'))),
    stop: () => worker.terminate(),
  };
}
