import type { Worker } from '../case/openLogs';
import type { WorkerClient } from './client';

/** The worker as the open logs see it. */
export function workerFacade(client: WorkerClient): Worker {
  const inform = (answer: Promise<unknown>): void => void answer.catch(() => undefined);
  return {
    open: (request, signal) => client.ask('open', [request], signal),
    close: (uri) => inform(client.ask('close', [uri])),
    groups: (uri, facet, signal) => client.ask('groups', [uri, facet], signal),
    rows: (uri, facet, value, signal) => client.ask('rows', [uri, facet, value], signal),
    findings: (uri, signal) => client.ask('findings', [uri], signal),
    rule: (id) => client.ask('rule', [id]),
    readable: (uri, signal) => client.ask('readable', [uri], signal),
    peek: (uri, signal) => client.ask('peek', [uri], signal),
    forget: (uri) => inform(client.ask('forget', [uri])),
  };
}
