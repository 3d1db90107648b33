import type { EventSummary } from '../../case/eventTable';
import { type Bucket, bucketsOf } from '../../query/buckets';
import type { Facet } from '../../query/facets';
import type { Group } from '../../query/groups';
import type { EventScope } from './scope';

/** What the view groups by. */
export type Grouping = Extract<Facet, 'eventName' | 'identity'>;

/** Where a node hangs: the events and the grouping that it belongs to. */
export interface Branch {
  readonly scope: EventScope;
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
      /** The times of its first and its last event, as those of an EventSummary. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'event'; readonly branch: Branch; readonly event: EventSummary };

/** A name for the node that no other has, for the tree to keep its state by. */
export function idOf(node: Node): string {
  const { scope, grouping } = node.branch;
  const parts: (string | number)[] = [scope.owner, grouping, node.kind];
  if (node.kind === 'event') {
    const { place, row } = node.event;
    if (place === undefined) parts.push(row);
    else parts.push(place.uri, place.record);
  } else {
    if (node.kind !== 'groupRange') parts.push(node.group.value === undefined ? 'absent' : `value ${node.group.value}`);
    if (node.kind !== 'group') parts.push(node.bucket.start, node.bucket.end);
  }
  return JSON.stringify(parts);
}

/** The nodes of some groups of a list: themselves, or ranges of them. */
export function groupNodes(branch: Branch, groups: readonly Group[], bucket: Bucket): Node[] {
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((part) => ({ kind: 'groupRange', branch, groups, bucket: part }));
  return groups.slice(bucket.start, bucket.end).map((group) => ({ kind: 'group', branch, group }));
}

/** The nodes of some rows of a list: their events, or ranges of time. */
export async function eventNodes(branch: Branch, group: Group, rows: Uint32Array, bucket: Bucket): Promise<Node[]> {
  const buckets = bucketsOf(bucket);
  if (buckets.length === 0) {
    const events = await branch.scope.events(rows.subarray(bucket.start, bucket.end).slice());
    return events.map((event) => ({ kind: 'event', branch, event }));
  }
  const edges = Uint32Array.from(buckets.flatMap(({ start, end }) => [rows[start] as number, rows[end - 1] as number]));
  const events = await branch.scope.events(edges);
  return buckets.map((part, n) => ({
    kind: 'eventRange',
    branch,
    group,
    rows,
    bucket: part,
    from: events[2 * n]?.time ?? NaN,
    to: events[2 * n + 1]?.time ?? NaN,
  }));
}
