import { identityOf } from '../record/identity';
import { text, type CloudTrailRecord } from '../record/types';
import { Catalogue, type LoadAsset } from './catalogue/catalogue';
import { explainMember } from './ec2/explainMember';
import { explainError } from './errors/explain';
import { eventText, serviceText } from './events/eventText';
import { inRecordLine } from './events/inRecord';
import { insightCall, insightText } from './events/insight';
import { recordReport, type ReportContext } from './explain/recordReport';
import { recordPath, type ExplainRequest } from './explain/request';
import { valueText } from './explain/valueText';
import { explainField } from './fields/explain';
import { identify, type Identified, type IdentifierContext } from './identifiers';
import { explainSource } from './identifiers/ip';
import { explainUserAgent } from './identifiers/userAgent';
import { code, paragraphs } from './markdown';
import { callNames, type CallNames } from './services/callNames';

const EC2 = 'ec2.amazonaws.com';

/**
 * The facts behind hovers. Every answer is CommonMark without HTML, in which all text of a log is escaped; undefined
 * means that there is nothing to say. No method throws on the content of a log; a failed read of an asset rejects.
 */
export class Reference {
  private readonly catalogue: Catalogue;
  private asked = false;

  /** @param load reads one asset of `dist/reference/` by its file name; asked once an asset, on first use. */
  constructor(load: LoadAsset) {
    this.catalogue = new Catalogue(load);
  }

  /** Names of all EC2 actions of the catalogue. */
  actionNames(): Promise<string[]> {
    return this.catalogue.actionNames();
  }

  /** See {@link callNames}. */
  callNames(eventSource: string | undefined): Promise<CallNames> {
    return callNames(this.catalogue, eventSource);
  }

  /**
   * What an event is: the action, its access level, resource types, condition keys and pages.
   * @param eventSource `ec2.amazonaws.com`
   * @param record adds who did it, with what, and how it ended.
   */
  explainEvent(eventSource: string, eventName: string, record?: CloudTrailRecord): Promise<string | undefined> {
    const here = record === undefined ? undefined : inRecordLine(record);
    return eventText(this.catalogue, eventSource, eventName, text(record?.['eventType']), here);
  }

  /** See {@link explainField}. */
  explainField(path: readonly string[], value?: unknown): string | undefined {
    return explainField(path, value);
  }

  /** See {@link explainError}. */
  explainError(eventSource: string, errorCode: string): string | undefined {
    return explainError(eventSource, errorCode);
  }

  /**
   * What an identifier says, whatever the key it stands at: access key, principal id, ARN, EC2 resource id, account,
   * Region, address, time, user agent.
   */
  async explainIdentifier(value: string, context: IdentifierContext = {}): Promise<Identified | undefined> {
    const names = await this.withNames(context);
    return (
      identify(value, names) ??
      explainSource(value, names) ??
      (/[\w-]\/\d/.test(value) ? explainUserAgent(value) : undefined)
    );
  }

  /**
   * A key or value below `requestParameters` or `responseElements` of an EC2 record, by the API member it maps to.
   * @returns undefined for other services, and for paths that are no such place or map to nothing.
   */
  async explainPath(request: ExplainRequest): Promise<string | undefined> {
    const [top, ...path] = recordPath(request.path);
    const side = top === 'requestParameters' ? 'request' : top === 'responseElements' ? 'response' : undefined;
    if (side === undefined || path.length === 0 || request.eventSource !== EC2) return undefined;
    const action = await this.catalogue.action(request.eventName);
    if (action === undefined) return undefined;
    const place = { action: action.name, entry: action.entry, side, path, value: request.value } as const;
    return explainMember(this.catalogue, { ...place, root: request.record?.[top ?? ''] });
  }

  /**
   * All that a hover at a place of a record shows: the event at `eventName`, the field or API member, and what the
   * value says by itself. Pointing at a value puts the value's meaning first.
   */
  async explain(request: ExplainRequest): Promise<string | undefined> {
    // Who asks once asks again, of other tables: they are read while the first answer is made.
    if (!this.asked) this.catalogue.readAll().catch(() => (this.asked = false));
    this.asked = true;
    const { side = 'value', value, record } = request;
    const path = recordPath(request.path);
    const [top] = path;
    if (path.length === 0) return this.explainEvent(request.eventSource, request.eventName, record);
    if (path.length === 1 && side === 'key' && top === 'eventName' && typeof value === 'string') {
      const event = await this.explainEvent(request.eventSource, value, record);
      return [explainField(path), event].filter((part) => part !== undefined).join('\n\n---\n\n');
    }
    if (path.length === 1 && side === 'value' && typeof value === 'string') {
      if (top === 'eventName') {
        const event = await this.explainEvent(request.eventSource, value, record);
        if (event !== undefined) return event;
      }
      if (top === 'eventSource') {
        return paragraphs(await serviceText(this.catalogue, value), '---', explainField(path, value));
      }
    }
    const insight = record === undefined || path[0] !== 'insightDetails' ? undefined : insightCall(record);
    if (insight !== undefined && side === 'value' && path.length === 2 && path[1] === 'eventName') {
      const event = await this.explainEvent(insight.source, insight.name);
      if (event !== undefined) return event;
    }
    const here = record === undefined ? undefined : ofWhole(path, record);
    const field =
      explainField(path, value, here) ?? (await this.explainPath(request)) ?? (await this.unmapped(request));
    const context = { accounts: request.accounts, describeAddress: request.describeAddress };
    const said = valueText(request, await this.withNames(context));
    // A member's own card says already that the value was removed.
    const own = said !== undefined && field?.includes(said) === true ? undefined : said;
    const parts = (side === 'value' ? [own, field] : [field, own]).filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : parts.join('\n\n---\n\n');
  }

  /** The report on one event as a Markdown document: who, where, outcome, with what, identifiers, rule hits. */
  async explainRecord(record: CloudTrailRecord, context: Omit<ReportContext, 'regions'> = {}): Promise<string> {
    const insight = insightCall(record);
    const source = text(record['eventSource']) ?? insight?.source ?? '';
    const name = text(record['eventName']) ?? insight?.name ?? '';
    const event = await eventText(this.catalogue, source, name, text(record['eventType']), undefined);
    return recordReport(record, event, { ...context, ...(await this.withNames(context)) });
  }

  private async withNames(context: IdentifierContext): Promise<IdentifierContext> {
    const [regions, services] = await Promise.all([this.catalogue.regions(), this.catalogue.services()]);
    return { ...context, regions, services };
  }

  /** An EC2 parameter that maps to nothing is said to, so that no one looks for it in the API reference. */
  private async unmapped({ eventSource, eventName, path }: ExplainRequest): Promise<string | undefined> {
    const [top, ...rest] = recordPath(path);
    const inCall = top === 'requestParameters' || top === 'responseElements';
    if (!inCall || rest.length === 0 || eventSource !== EC2) return undefined;
    const action = await this.catalogue.action(eventName);
    const key = rest.findLast((part) => !/^\d+$/.test(part));
    if (action === undefined || key === undefined) return undefined;
    return `${code(key, 80)}: the API model of ${code(action.name)} that this build knows has no member of this name here.`;
  }
}

/** What the record at hand says of a whole element: who called, or what Insights found. */
function ofWhole(path: readonly string[], record: CloudTrailRecord): string | undefined {
  if (path.length !== 1) return undefined;
  if (path[0] === 'userIdentity') return `Here ${code(identityOf(record['userIdentity']).label, 200)}.`;
  return path[0] === 'insightDetails' ? insightText(record) : undefined;
}

export type { LoadAsset } from './catalogue/catalogue';
