import type { CloudTrailRecord } from '../../record/types';

/** A place in a record that a person points at. */
export interface ExplainRequest {
  readonly eventSource: string;
  readonly eventName: string;
  /** The whole record, when it could be parsed: adds who, what stands beside the place, when the session began. */
  readonly record?: CloudTrailRecord | undefined;
  /** Names and array indices from the record's root; a leading `Records`, index is skipped. */
  readonly path: readonly string[];
  readonly value?: unknown;
  /** Whether the person points at the key or at the value; the value's meaning then comes last or first. */
  readonly side?: 'key' | 'value' | undefined;
  /** Account id → name, from the setting `cloudtrail.accounts`. */
  readonly accounts?: Readonly<Record<string, string>> | undefined;
  /** What the person's own address databases say of an address, plain text. */
  readonly describeAddress?: ((address: string) => string | undefined) | undefined;
  /** IANA time zone for local times; the host's own when absent. */
  readonly timeZone?: string | undefined;
}

/** The path from the record's root, without a leading `Records`, index. */
export function recordPath(path: readonly string[]): readonly string[] {
  return path[0] === 'Records' && path[1] !== undefined && /^\d+$/.test(path[1]) ? path.slice(2) : path;
}
