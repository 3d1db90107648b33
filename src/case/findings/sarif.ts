import { isoTime } from '../../record/time';
import type { RuleFacts } from '../rules/ruleBook';
import { descriptor, LEVELS } from './sarifRule';
import { notification, type SarifNotice } from './sarifNotice';
import { messageText, seenText } from './sarifText';

/** Where a record stands. */
export interface SarifPlace {
  /** A URI, or a reference relative to where the reader stands. */
  readonly uri: string;
  /** Lines and columns from 1, columns in UTF-16 units, the end left out; in the uncompressed source. */
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** In the uncompressed source too. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** An event as a result names it. Texts are the log's. */
export interface SarifEvent {
  readonly place: SarifPlace;
  readonly eventName: string;
  readonly identity: string;
  readonly sourceIPAddress: string;
  /** Milliseconds since 1970 UTC, or NaN. */
  readonly time: number;
  /** Empty when the call had none. */
  readonly error: string;
  /** Empty when the record has none. */
  readonly eventId: string;
}

/** Something that a rule found. */
export interface SarifFinding {
  readonly rule: Pick<RuleFacts, 'id' | 'title' | 'level'>;
  readonly event: SarifEvent;
  /** The events of a correlation in order of time; empty for a rule about one event. */
  readonly chain: readonly SarifEvent[];
  /** Whether there are more events than those, before them. */
  readonly isCut: boolean;
  readonly group: readonly { readonly field: string; readonly value: string }[];
  /** The value that was never there before, when that is what was found. */
  readonly value?: string | undefined;
  /** Why exceptions leave it out, each reason once; empty where none does, undefined where there are no exceptions. */
  readonly suppressions?: readonly string[] | undefined;
  /** How many events it stands for, of which that is the first; undefined for each by itself. */
  readonly occurrences?: number | undefined;
}

/** How a run went. */
export interface SarifRun {
  /** Whether every source, and every rule file, could be read. */
  readonly whole: boolean;
  /** What was told of them. */
  readonly notices: readonly SarifNotice[];
}

/** The program that found it. */
export interface SarifTool {
  readonly name: string;
  readonly version: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * Findings as a SARIF 2.1.0 log of one run, piece by piece, a line a result: there may be more than one string holds.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 * @param rules those that found something
 */
export function* sarifLog(
  tool: SarifTool,
  rules: readonly RuleFacts[],
  findings: Iterable<SarifFinding>,
  { whole, notices }: SarifRun,
): Generator<string> {
  const driver = { ...tool, rules: rules.map(descriptor) };
  const of = (about: SarifNotice['about']): unknown[] => notices.filter((one) => one.about === about).map(notification);
  const [logs, settings] = [of('logs'), of('rules')];
  const invocation = {
    executionSuccessful: whole,
    ...(logs.length === 0 ? {} : { toolExecutionNotifications: logs }),
    ...(settings.length === 0 ? {} : { toolConfigurationNotifications: settings }),
  };
  const run = { tool: { driver }, invocations: [invocation], columnKind: 'utf16CodeUnits' };
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[${JSON.stringify(run).slice(0, -1)},"results":[`;
  const numbers = new Map(rules.map(({ id }, number) => [id, number]));
  let between = '';
  for (const finding of findings) {
    yield between + JSON.stringify(resultOf(finding, numbers.get(finding.rule.id)));
    between = ',';
  }
  yield ']}]}';
}

function resultOf(
  { rule, event, chain, isCut, group, value, suppressions, occurrences }: SarifFinding,
  ruleIndex: number | undefined,
): unknown {
  const time = isoTime(event.time);
  const text = [
    `${rule.title}: ${event.eventName || 'an event'} by ${event.identity}`,
    event.sourceIPAddress === '' ? '' : ` from ${event.sourceIPAddress}`,
    time === '' ? '' : ` at ${time}`,
    event.error === '' ? '' : ` (${event.error})`,
    value === undefined ? '' : `, never seen before: ${value}`,
    occurrences === undefined ? '' : `, the first of ${occurrences} that exceptions leave out`,
  ].join('');
  return {
    ruleId: rule.id,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[rule.level],
    message: { text: messageText(text) },
    locations: [{ physicalLocation: physicalLocation(event.place) }],
    ...(chain.length === 0 ? {} : { relatedLocations: chain.map(relatedLocation) }),
    ...(occurrences === undefined ? {} : { occurrenceCount: occurrences }),
    ...(suppressions === undefined ? {} : { suppressions: suppressionsOf(suppressions) }),
    ...(event.eventId === '' ? {} : { partialFingerprints: fingerprints(rule.id, event.eventId, group, value) }),
    properties: {
      level: rule.level,
      identity: event.identity,
      ...(isCut ? { earlierEvents: true } : {}),
      ...(value === undefined ? {} : { neverSeenBefore: value }),
      ...(group.length === 0 ? {} : { group: Object.fromEntries(group.map(({ field, value }) => [field, value])) }),
    },
  };
}

/** All results of a run have a list of these, or none has. Source: SARIF 2.1.0, sections 3.27.23 and 3.35. */
function suppressionsOf(reasons: readonly string[]): unknown[] {
  const justifications = new Set(reasons.map(seenText));
  return [...justifications].map((justification) => ({
    kind: 'external',
    status: 'accepted',
    ...(justification === '' ? {} : { justification }),
  }));
}

function relatedLocation(event: SarifEvent, number: number): unknown {
  const text = [`${number + 1}. ${event.eventName || 'an event'}`, event.identity, isoTime(event.time)];
  return {
    id: number + 1,
    message: { text: messageText(text.filter((part) => part !== '').join(' · ')) },
    physicalLocation: physicalLocation(event.place),
  };
}

function physicalLocation({ uri, ...region }: SarifPlace): unknown {
  return { artifactLocation: { uri }, region };
}

/**
 * What tells a result again in another run: one event may complete a correlation for several groups, and have several
 * values that were never there before.
 */
function fingerprints(
  rule: string,
  event: string,
  group: SarifFinding['group'],
  value: string | undefined,
): Readonly<Record<string, string>> {
  const name = `${rule}/${event}`;
  const values = group.length === 0 ? undefined : JSON.stringify(group.map((one) => one.value));
  return {
    'ruleAndEvent/v1': name,
    ...(values === undefined ? {} : { 'group/v1': values }),
    ...(value === undefined ? {} : { 'value/v1': value }),
    // the only one that GitHub asks for: many events of a log stand on one line
    primaryLocationLineHash: [name, values, value].filter((part) => part !== undefined).join('/'),
  };
}
