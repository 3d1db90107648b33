import type { CaseWorker } from '../case/openCase';
import type { LogWorker } from '../case/documents/logWorker';
import type { RuleWritingWorker } from '../case/rules/ruleWriting/ruleWriting';
import { unpackFindings } from '../case/findings/packedFindings';
import type { WorkerClient } from './client';

/** The worker as the open logs and the open case see it. */
export function workerFacade(client: WorkerClient): LogWorker & CaseWorker & RuleWritingWorker {
  const inform = (answer: Promise<unknown>): void => void answer.catch(() => undefined);
  return {
    open: (request, signal) => client.ask('open', [request], signal),
    close: (uri) => inform(client.ask('close', [uri])),
    namePlaces: (request, signal) => client.ask('namePlaces', [request], signal),
    openCase: (key, uris) => client.ask('openCase', [key, uris]),
    renewCase: (key, uris) => client.ask('renewCase', [key, uris]),
    diskChanges: (key, uris) => client.ask('diskChanges', [key, uris]),
    stopCase: (key) => inform(client.ask('stopCase', [key])),
    closeCase: (key) => inform(client.ask('closeCase', [key])),
    sources: (key) => client.ask('sources', [key]),
    passedOver: (key) => client.ask('passedOver', [key]),
    events: (key, rows, generation) => client.ask('events', [key, rows, generation]),
    place: (key, row, generation) => client.ask('place', [key, row, generation]),
    rowAt: (key, place) => client.ask('rowAt', [key, place]),
    beside: (key, rows, place, direction) => client.ask('beside', [key, rows, place, direction]),
    recordsIn: (key, rows, uri) => client.ask('recordsIn', [key, rows, uri]),
    groups: (uri, facet, signal) => client.ask('groups', [uri, facet], signal),
    rows: (uri, facet, value, generation) => client.ask('rows', [uri, facet, value, generation]),
    findings: async (uri, signal) => unpackFindings(await client.ask('findings', [uri], signal)),
    reasons: (key, row) => client.ask('reasons', [key, row]),
    calls: (key, ruleId, rows, generation) => client.ask('calls', [key, ruleId, rows, generation]),
    addition: (existing, documents) => client.ask('addition', [existing, documents]),
    eventsBehind: (key, ruleId, finding, generation, signal) =>
      client.ask('eventsBehind', [key, ruleId, finding, generation], signal),
    exceptions: (key, signal) => client.ask('exceptions', [key], signal),
    records: (key, rows, generation) => client.ask('records', [key, rows, generation]),
    madeText: (uri, text) => client.ask('madeText', [uri, text]),
    eventsIn: (text) => client.ask('eventsIn', [text]),
    reloadRules: () => inform(client.ask('reloadRules', [])),
    rule: (id) => client.ask('rule', [id]),
    readable: (address, signal) => client.ask('readable', [address], signal),
    readableSize: (address, signal) => client.ask('readableSize', [address], signal),
    recordCount: (uri) => client.ask('recordCount', [uri]),
    peek: (uri, signal) => client.ask('peek', [uri], signal),
    forget: (uri) => inform(client.ask('forget', [uri])),
    checkRules: (path, text) => client.ask('checkRules', [path, text]),
    tryRules: (key, path, text, signal) => client.ask('tryRules', [key, path, text], signal),
    countFields: (key, paths, signal) => client.ask('countFields', [key, paths], signal),
    fieldsSeen: (key, names, signal) => client.ask('fieldsSeen', [key, names], signal),
    valuesSeen: (key, path, names, signal) => client.ask('valuesSeen', [key, path, names], signal),
    nearestFields: (key, paths, signal) => client.ask('nearestFields', [key, paths], signal),
    ruleNames: () => client.ask('ruleNames', []),
    ruleUses: (id, signal) => client.ask('ruleUses', [id], signal),
    tagsSeen: () => client.ask('tagsSeen', []),
    tagsOfEvent: (record) => client.ask('tagsOfEvent', [record]),
  };
}
