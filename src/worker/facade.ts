import type { CaseWorker } from '../case/openCase';
import type { Worker } from '../case/openLogs';
import type { WorkerClient } from './client';

/** The worker as the open logs and the open case see it. */
export function workerFacade(client: WorkerClient): Worker & CaseWorker {
  const inform = (answer: Promise<unknown>): void => void answer.catch(() => undefined);
  return {
    open: (request, signal) => client.ask('open', [request], signal),
    close: (uri) => inform(client.ask('close', [uri])),
    openCase: (key, uris) => client.ask('openCase', [key, uris]),
    stopCase: (key) => inform(client.ask('stopCase', [key])),
    closeCase: (key) => inform(client.ask('closeCase', [key])),
    sources: (key) => client.ask('sources', [key]),
    events: (key, rows) => client.ask('events', [key, rows]),
    place: (key, row) => client.ask('place', [key, row]),
    groups: (uri, facet, signal) => client.ask('groups', [uri, facet], signal),
    rows: (uri, facet, value, signal) => client.ask('rows', [uri, facet, value], signal),
    findings: (uri, signal) => client.ask('findings', [uri], signal),
    reasons: (key, row) => client.ask('reasons', [key, row]),
    reloadRules: () => inform(client.ask('reloadRules', [])),
    rule: (id) => client.ask('rule', [id]),
    readable: (address, signal) => client.ask('readable', [address], signal),
    readableSize: (address, signal) => client.ask('readableSize', [address], signal),
    peek: (uri, signal) => client.ask('peek', [uri], signal),
    forget: (uri) => inform(client.ask('forget', [uri])),
  };
}
