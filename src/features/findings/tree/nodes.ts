import type { FindingHit } from '../../../case/engine';
import type { EventSummary } from '../../../case/eventTable';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { type Bucket, bucketsOf, MAX_CHILDREN } from '../../../query/buckets';
import { byRule, type Division, type LevelPart, type Part } from './model';
import { spanInWords } from '../../eventTimes';
import type { FindingScope } from '../scope';

/** Where a node hangs. */
interface Branch {
  readonly scope: FindingScope;
  readonly division: Division;
  readonly level: LevelPart;
}

/** A node of the tree. Ranges stand where a level would have too many children. */
export type Node =
  | (Branch & { readonly kind: 'level' })
  | (Branch & { readonly kind: 'partRange'; readonly bucket: Bucket })
  | PartNode
  | (Branch & { readonly kind: 'findingRange'; readonly part: Part; readonly bucket: Bucket })
  | RuleNode
  | FindingNode
  | (Branch & {
      readonly kind: 'eventRange';
      readonly group: FindingGroup;
      readonly bucket: Bucket;
      readonly label: string;
    })
  | EventNode
  | LinkNode;

/** A tactic or an identity with its findings. */
export type PartNode = Branch & { readonly kind: 'part'; readonly part: Part };

/** A rule that found something of several identities or from several networks. */
export type RuleNode = Branch & { readonly kind: 'rule'; readonly part: Part };

/** A rule that found something, by one identity from one network. */
export type FindingNode = Branch & {
  readonly kind: 'finding';
  readonly group: FindingGroup;
  /** The findings of its rule, where it hangs below that. */
  readonly below?: Part;
  /** What was found, where that is on one event, or completed by it, so that the row stands for that event, too. */
  readonly only?: FindingHit;
};

/** An event that a rule found, or that completed a correlation. */
export type EventNode = Branch & {
  readonly kind: 'event';
  readonly group: FindingGroup;
  readonly hit: FindingHit;
  readonly event: EventSummary;
};

/** An event that led to another one, which completed a correlation. */
export type LinkNode = Branch & {
  readonly kind: 'link';
  readonly hit: FindingHit;
  readonly event: EventSummary;
  readonly place: number;
};

/** The rule of a group or a hit. */
export function ruleOf(scope: FindingScope, { rule }: { readonly rule: number }): RuleFacts {
  return scope.findings.rules[rule] as RuleFacts;
}

/** A name for the node that no other has, for the tree to keep its state by. */
export function idOf(node: Node): string {
  const parts: (string | number)[] = [node.scope.owner, node.division, node.level.level, node.kind];
  const { rules } = node.scope.findings;
  const groupId = ({ rule, identity, network }: FindingGroup): (string | number)[] => [
    rules[rule]?.id ?? '',
    identity,
    network,
  ];
  if (node.kind === 'part' || node.kind === 'rule' || node.kind === 'findingRange') parts.push(node.part.name);
  if (node.kind === 'finding' || node.kind === 'eventRange' || node.kind === 'event')
    parts.push(...groupId(node.group));
  if ('bucket' in node) parts.push(node.bucket.start, node.bucket.end);
  // one event can complete a correlation for several groups, and have several values that were never there before
  if ('hit' in node) {
    const { rule, group, value } = node.hit;
    parts.push(rules[rule]?.id ?? '', JSON.stringify([group, value ?? null]));
  }
  // rows of a case get other numbers when it is read again with other logs
  if (node.kind === 'event' && node.event.place !== undefined)
    parts.push(node.event.place.uri, node.event.place.record);
  else if ('hit' in node) parts.push(node.hit.row);
  if (node.kind === 'link') parts.push(node.place);
  return JSON.stringify(parts);
}

/** The parts of a level, or ranges of them. */
export function partNodes(
  { scope, division, level }: Branch,
  bucket: Bucket = { start: 0, end: level.parts.length },
): Node[] {
  const branch = { scope, division, level };
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((each) => ({ ...branch, kind: 'partRange', bucket: each }));
  return level.parts.slice(bucket.start, bucket.end).map((part) => ({ ...branch, kind: 'part', part }));
}

/**
 * The findings of a part. Those of one rule hang below it: titles are long, and rows that begin with the same one could
 * not be told apart.
 */
export function ruleNodes({ scope, division, level }: Branch, part: Part): Node[] {
  const branch = { scope, division, level };
  const rules = byRule(part, scope.findings.rules);
  if (rules.length > MAX_CHILDREN) return findingNodes(branch, part);
  return rules.flatMap((own): Node[] => {
    const [group, ...others] = own.findings;
    if (group === undefined) return [];
    const isAlone = others.length === 0 && part.opened?.has(group.rule) !== true;
    return [isAlone ? findingNode(branch, group) : { ...branch, kind: 'rule', part: own }];
  });
}

/** The findings of a part in a row, or ranges of them. */
export function findingNodes(
  { scope, division, level }: Branch,
  part: Part,
  bucket: Bucket = { start: 0, end: part.findings.length },
): Node[] {
  const branch = { scope, division, level };
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((each) => ({ ...branch, kind: 'findingRange', part, bucket: each }));
  const below = part.rule === undefined ? {} : { below: part };
  return part.findings.slice(bucket.start, bucket.end).map((group) => ({ ...findingNode(branch, group), ...below }));
}

function findingNode(branch: Branch, group: FindingGroup): FindingNode {
  const hit = group.hits.length === 1 ? branch.scope.findings.hits[group.hits[0] as number] : undefined;
  return { ...branch, kind: 'finding', group, ...(hit === undefined ? {} : { only: hit }) };
}

/** The events of a finding, or ranges of time. */
export async function eventNodes(
  { scope, division, level }: Branch,
  group: FindingGroup,
  bucket: Bucket = { start: 0, end: group.hits.length },
): Promise<Node[]> {
  const branch = { scope, division, level };
  const hitAt = (n: number): FindingHit => scope.findings.hits[group.hits[n] as number] as FindingHit;
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) {
    const edges = await scope.events(buckets.flatMap(({ start, end }) => [hitAt(start).row, hitAt(end - 1).row]));
    return buckets.map((each, n) => {
      const label = spanInWords(edges[2 * n]?.time ?? NaN, edges[2 * n + 1]?.time ?? NaN, scope.withDays);
      return { ...branch, kind: 'eventRange', group, bucket: each, label };
    });
  }
  const hits = Array.from({ length: bucket.end - bucket.start }, (_, n) => hitAt(bucket.start + n));
  const events = await scope.events(hits.map(({ row }) => row));
  return hits.flatMap((hit, n) => {
    const event = events[n];
    return event === undefined ? [] : [{ ...branch, kind: 'event', group, hit, event }];
  });
}

/** The events behind a correlation, in the order of its chain. */
export async function linkNodes({ scope, division, level, hit }: EventNode): Promise<Node[]> {
  const events = await scope.events(hit.chain);
  return events.map((event, place) => ({ scope, division, level, kind: 'link', hit, event, place }));
}
