import type { EventSummary } from '../../case/eventTable';
import type { LogDocument } from '../../case/logDocument';
import type { Facet } from '../../query/facets';
import type { Bucket } from '../../query/buckets';
import type { Group } from '../../query/groups';
import { clockTime } from '../../record/time';

/** What the view groups by. */
export type Grouping = Extract<Facet, 'eventName' | 'identity'>;

/** Where a node hangs: the log and the grouping that it belongs to. */
export interface Branch {
  readonly log: LogDocument;
  readonly grouping: Grouping;
}

/** A node of the tree. Ranges stand where a level would have too many children. */
export type Node =
  | { readonly kind: 'groupRange'; readonly branch: Branch; readonly groups: readonly Group[]; readonly bucket: Bucket }
  | { readonly kind: 'group'; readonly branch: Branch; readonly group: Group }
  | {
      readonly kind: 'eventRange';
      readonly branch: Branch;
      readonly group: Group;
      readonly rows: Uint32Array;
      readonly bucket: Bucket;
    }
  | { readonly kind: 'event'; readonly branch: Branch; readonly event: EventSummary };

/** A name for the node that no other has, for the tree to keep its state by. */
export function idOf(node: Node): string {
  const { log, grouping } = node.branch;
  const parts: (string | number)[] = [log.uri, grouping, node.kind];
  if (node.kind === 'event') parts.push(node.event.row);
  else {
    if (node.kind !== 'groupRange') parts.push(node.group.value === undefined ? 'absent' : `value ${node.group.value}`);
    if (node.kind !== 'group') parts.push(node.bucket.start, node.bucket.end);
  }
  return JSON.stringify(parts);
}

/** `08:00:00 – 08:59:12` for the rows of a range. */
export function spanInWords(log: LogDocument, rows: Uint32Array, { start, end }: Bucket): string {
  const time = (at: number): string => clockTime(log.eventOfRow(rows[at] as number).time);
  return `${time(start)} – ${time(end - 1)}`;
}
