import type { Facet } from '../../query/facets';
import type { Group } from '../../query/groups';
import type { MadeText } from '../../reading/layers/textMap';
import type { CloudTrailRecord } from '../../record/types';
import type { Addition } from '../exceptions/appending';
import type { FindingCalls } from '../exceptions/calls';
import type { EventsBehind, FindingKey } from '../exceptions/eventsBehind';
import type { ExceptionUse } from '../exceptions/exceptionsUsed';
import type { Beginning, ReadableAddress } from '../readable/readableViews';
import type { Findings, Reason } from '../ruleAnswers';
import type { RuleText } from '../rules/ruleBook';
import type { DocumentAnalysis } from './documentAnalysis';
import type { ClosedRequest } from './closedDocuments';
import type { NamePlaces } from './namePlaces';
import type { DocumentRequest } from './openDocuments';

/** What the open logs need of the worker; see Requests in worker/protocol.ts. */
export interface LogWorker {
  open(request: DocumentRequest, signal: AbortSignal): Promise<DocumentAnalysis>;
  close(uri: string): void;
  namePlaces(request: ClosedRequest, signal?: AbortSignal): Promise<NamePlaces | undefined>;
  groups(uri: string, facet: Facet, signal?: AbortSignal): Promise<Group[]>;
  rows(uri: string, facet: Facet, value: string | undefined, generation?: number): Promise<Uint32Array>;
  findings(uri: string, signal: AbortSignal): Promise<Findings>;
  reasons(key: string, row: number): Promise<Reason[]>;
  exceptions(key: string, signal: AbortSignal): Promise<ExceptionUse[]>;
  calls(key: string, ruleId: string, rows: readonly number[], generation?: number): Promise<FindingCalls | undefined>;
  addition(existing: string, documents: string): Promise<Addition>;
  eventsBehind(
    key: string,
    ruleId: string,
    finding: FindingKey,
    generation?: number,
    signal?: AbortSignal,
  ): Promise<EventsBehind | undefined>;
  records(key: string, rows: readonly number[], generation?: number): Promise<(string | undefined)[]>;
  madeText(uri: string, text: string): Promise<MadeText | undefined>;
  eventsIn(text: string): Promise<{ count: number; first: CloudTrailRecord | undefined }>;
  reloadRules(): void;
  rule(id: string): Promise<RuleText | undefined>;
  readable(address: ReadableAddress, signal?: AbortSignal): Promise<Uint8Array>;
  readableSize(address: ReadableAddress, signal?: AbortSignal): Promise<number>;
  /** How many records an open case knows in a source; undefined when none knows it. */
  recordCount(uri: string): Promise<number | undefined>;
  peek(uri: string, signal?: AbortSignal): Promise<Beginning>;
  forget(uri: string): void;
}
