import { Worker } from 'node:worker_threads';
import type { WorkerHandle } from '../worker/client';

/** Starts the worker script at `path` on a thread of node's. */
export function startNodeWorker(path: string): WorkerHandle {
  const worker = new Worker(path);
  worker.unref();
  return {
    send: (message, transfer = []) => worker.postMessage(message, transfer as ArrayBuffer[]),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => {
      worker.on('error', (error) => listener(error));
      worker.on('exit', (code) => listener(new Error(`The worker ended with code ${code}.`)));
    },
    stop: () => void worker.terminate(),
  };
}
