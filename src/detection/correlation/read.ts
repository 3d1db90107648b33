import type { Report, Span } from '../problem';
import type { Condition } from '../rule/condition';
import { fieldMeant } from '../rule/fieldName';
import { readMetadata, type Metadata } from '../rule/metadata';
import { child, kindName, type MapNode, nodesIn, textOf, type TreeNode } from '../yaml/tree';
import { ConditionReader, fieldsIn, spanIn } from './condition';
import { correlationTypes, type Alias, type Aliases, type CorrelationType } from './correlation';
import { MOST_WAYS, type Way, waysOf } from './ways';

/** A reference to another document, by id, name or title. */
export interface Reference extends Span {
  readonly text: string;
}

/** A correlation document after parsing, before its references are resolved. */
export interface CorrelationDraft {
  readonly metadata: Metadata;
  readonly hasLevel: boolean;
  readonly type: CorrelationType;
  readonly references: readonly Reference[];
  readonly groupBy: readonly string[];
  readonly timespan: number;
  readonly accepts: ((count: number) => boolean) | undefined;
  readonly condition: Condition | undefined;
  /** Of temporal_ordered with a text as condition. */
  readonly ways: readonly Way[] | undefined;
  readonly fields: readonly string[];
  readonly percentile: number;
  readonly learning: number;
  readonly aliases: Aliases;
  readonly generate: boolean;
  readonly report: Report;
  readonly span: Span;
}

const known = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate', 'field', 'learning'];
/** Reads a document with a `correlation`; undefined after an error, which is in the report. */
export function readCorrelation(root: MapNode, report: Report): CorrelationDraft | undefined {
  const metadata = readMetadata(root, report);
  const node = child(root, 'correlation');
  if (node?.kind !== 'map') {
    report.error(node ?? root, 'The correlation is a map with type, rules, timespan and condition.');
    return undefined;
  }
  for (const other of node.entries) {
    if (known.includes(other.key)) continue;
    const message = `A correlation has no "${other.key}".`;
    // as detections of Sigma 1 call it
    if (other.key === 'timeframe') report.mistake(other.keySpan, message, 'timespan');
    else report.unknown('error', { span: other.keySpan, written: other.key, known, message });
  }
  const type = readType(node, report);
  if (type === undefined) return undefined;
  const reader = new Reader(node, type, report);
  const condition = new ConditionReader(node, type, report).read();
  const references = reader.references(condition.text);
  const draft: CorrelationDraft = {
    metadata,
    hasLevel: child(root, 'level') !== undefined,
    type,
    references,
    groupBy: reader.groupBy(),
    timespan: reader.timespan(),
    accepts: condition.accepts,
    condition: condition.text,
    ways: type === 'temporal_ordered' ? reader.ways(condition.text, references) : undefined,
    fields: condition.fields,
    percentile: condition.percentile,
    learning: condition.learning,
    aliases: reader.aliases(),
    generate: readGenerate(child(node, 'generate') ?? child(root, 'generate'), report),
    report,
    span: root,
  };
  return report.failed ? undefined : draft;
}

function readGenerate(node: TreeNode | undefined, report: Report): boolean {
  const text = textOf(node)?.toLowerCase();
  if (node !== undefined && text !== 'true' && text !== 'false')
    report.error(node, '"generate" is true or false: whether the rules have findings of their own as well.');
  return text === 'true';
}

function readType(node: MapNode, report: Report): CorrelationType | undefined {
  const typeNode = child(node, 'type');
  const text = textOf(typeNode)?.toLowerCase();
  const type = correlationTypes.find((candidate) => candidate === text);
  if (type !== undefined) return type;
  const list = correlationTypes.join(', ');
  if (text === undefined) report.error(typeNode ?? node, `The type is missing: one of ${list}.`);
  else {
    report.unknown('error', {
      span: typeNode ?? node,
      written: text,
      known: correlationTypes,
      message: `There is no correlation type "${text}".`,
      otherwise: `Known are ${list}.`,
    });
  }
  return undefined;
}

class Reader {
  constructor(
    private readonly node: MapNode,
    private readonly type: CorrelationType,
    private readonly report: Report,
  ) {}

  groupBy(): string[] {
    const node = child(this.node, 'group-by');
    if (node !== undefined && nodesIn(node).some((one) => textOf(one) === undefined))
      this.report.error(node, '"group-by" is a text or a list of texts.');
    return fieldsIn(node, this.node, this.report);
  }

  references(condition: Condition | undefined): Reference[] {
    const node = child(this.node, 'rules');
    if (node === undefined && condition !== undefined) return namesOf(condition);
    const nodes = nodesIn(node);
    const references: Reference[] = [];
    const texts = new Set<string>();
    for (const part of nodes) {
      const text = textOf(part);
      if (text === undefined)
        this.report.error(part, `A rule is referred to by its id, name or title, not by ${kindName(part)}.`);
      else if (texts.has(text)) this.report.error(part, `"${text}" stands twice in rules.`);
      else references.push({ text, start: part.start, end: part.end });
      if (text !== undefined) texts.add(text);
    }
    if (nodes.length === 0)
      this.report.error(node ?? this.node, 'The rules are missing: the documents this correlation refers to.');
    return references;
  }

  timespan(): number {
    const node = child(this.node, 'timespan');
    if (node === undefined) {
      if (this.type !== 'first_seen') this.report.error(this.node, 'The timespan is missing, as 10m or 24h.');
      return Infinity;
    }
    return spanIn(node, this.report);
  }

  aliases(): Aliases {
    const node = child(this.node, 'aliases');
    const aliases = new Map<string, Alias>();
    if (node === undefined) return aliases;
    if (node.kind !== 'map') this.report.error(node, 'Aliases are a map: alias, then rule, then field.');
    for (const alias of node.kind === 'map' ? node.entries : []) {
      const fields = new Map<string, Span & { field: string }>();
      if (alias.value.kind !== 'map') this.report.error(alias.value, 'An alias is a map: rule, then field.');
      for (const rule of alias.value.kind === 'map' ? alias.value.entries : []) {
        const field = textOf(rule.value);
        if (field === undefined) this.report.error(rule.value, 'This is the name of a field.');
        else fields.set(rule.key, { field: fieldMeant(field, rule.value, this.report), ...rule.keySpan });
      }
      aliases.set(alias.key, { fields, ...alias.keySpan });
    }
    return aliases;
  }

  ways(condition: Condition | undefined, references: readonly Reference[]): readonly Way[] | undefined {
    if (condition === undefined) return undefined;
    const all = references.map(({ text }) => text);
    const ways = waysOf(condition, all);
    if (ways === undefined) {
      const node = child(this.node, 'condition') ?? this.node;
      this.report.error(node, `There are more than ${MOST_WAYS} ways to make this condition true; write several.`);
    }
    return ways;
  }
}

/** The names in a condition, each once, in the order they appear. */
function namesOf(condition: Condition): Reference[] {
  const references = new Map<string, Reference>();
  const visit = (part: Condition): void => {
    if (part.kind === 'name') {
      if (!references.has(part.name)) references.set(part.name, { text: part.name, ...part.span });
    } else if (part.kind === 'not') visit(part.part);
    else if (part.kind !== 'some') part.parts.forEach(visit);
  };
  visit(condition);
  return [...references.values()];
}
