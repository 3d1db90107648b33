import type { Report, Span } from '../problem';
import { parseCondition, type Condition } from '../rule/condition';
import { readMetadata, type Metadata } from '../rule/metadata';
import { child, kindName, textOf, textsOf, type MapNode, type ScalarNode, type TreeNode } from '../yaml/tree';
import { correlationTypes, type Alias, type Aliases, type CorrelationType } from './correlation';
import { numberIn, operatorNames, readThreshold } from './threshold';
import { parseTimespan } from './timespan';
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
const valueTypes: readonly CorrelationType[] = [
  'value_count',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'first_seen',
];

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
    report.unknown('error', { span: other.keySpan, written: other.key, known, message });
  }
  const type = readType(node, report);
  if (type === undefined) return undefined;
  const reader = new Reader(node, type, report);
  const condition = reader.condition();
  const references = reader.references(condition.text);
  const draft: CorrelationDraft = {
    metadata,
    hasLevel: child(root, 'level') !== undefined,
    type,
    references,
    groupBy: reader.texts('group-by'),
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

interface ConditionParts {
  readonly accepts: ((count: number) => boolean) | undefined;
  readonly text: Condition | undefined;
  readonly fields: readonly string[];
  readonly percentile: number;
  readonly learning: number;
}

class Reader {
  constructor(
    private readonly node: MapNode,
    private readonly type: CorrelationType,
    private readonly report: Report,
  ) {}

  texts(key: string): string[] {
    const node = child(this.node, key);
    const nodes: readonly TreeNode[] = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
    const texts = nodes.map(textOf).filter((text) => text !== undefined);
    if (texts.length < nodes.length && node !== undefined)
      this.report.error(node, `"${key}" is a text or a list of texts.`);
    return texts;
  }

  references(condition: Condition | undefined): Reference[] {
    const node = child(this.node, 'rules');
    if (node === undefined && condition !== undefined) return namesOf(condition);
    const nodes: readonly TreeNode[] = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
    const references: Reference[] = [];
    for (const part of nodes) {
      const text = textOf(part);
      if (text === undefined)
        this.report.error(part, `A rule is referred to by its id, name or title, not by ${kindName(part)}.`);
      else if (references.some((reference) => reference.text === text))
        this.report.error(part, `"${text}" stands twice in rules.`);
      else references.push({ text, start: part.start, end: part.end });
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
    return this.span(node);
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
        else fields.set(rule.key, { field, ...rule.keySpan });
      }
      aliases.set(alias.key, { fields, ...alias.keySpan });
    }
    return aliases;
  }

  condition(): ConditionParts {
    const node = child(this.node, 'condition');
    if (node?.kind === 'scalar' && typeof node.value === 'string') return this.textCondition(node, node.value);
    if (node !== undefined && node.kind !== 'map') {
      this.report.error(node, 'The condition is a map, as "gte: 10".');
      return noCondition;
    }
    const map: MapNode = node ?? { kind: 'map', entries: [], start: this.node.start, end: this.node.end };
    const told = this.report.problems.length;
    this.checkKeys(map);
    const accepts = readThreshold(map, this.most, this.report);
    const mayLack = this.type === 'temporal' || this.type === 'temporal_ordered' || this.type === 'first_seen';
    if (accepts === undefined && !mayLack && this.report.problems.length === told)
      this.report.error(map, `The condition of ${this.type} needs a comparison, as "gte: 10".`);
    if (accepts !== undefined && this.type === 'first_seen') this.report.error(map, 'first_seen compares no numbers.');
    return {
      accepts,
      text: undefined,
      fields: this.fields(map),
      percentile: this.percentile(map),
      learning: this.learning(map),
    };
  }

  /** How many there may be of what is counted; undefined where nothing is. */
  private get most(): number | undefined {
    if (this.type === 'event_count' || this.type === 'value_count') return Infinity;
    if (this.type !== 'temporal' && this.type !== 'temporal_ordered') return undefined;
    const rules = child(this.node, 'rules');
    return rules?.kind === 'list' ? rules.items.length : Infinity;
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

  private checkKeys(map: MapNode): void {
    const extra = [
      'field',
      ...(this.type === 'value_percentile' ? ['percentile'] : []),
      ...(this.type === 'first_seen' ? ['learning'] : []),
    ];
    for (const part of map.entries) {
      const names = [...operatorNames, ...extra];
      if (names.includes(part.key)) continue;
      this.report.unknown('error', {
        span: part.keySpan,
        written: part.key,
        known: names,
        message: `The condition of ${this.type} has no "${part.key}".`,
        otherwise: `It has ${names.join(', ')}.`,
      });
    }
  }

  private fields(map: MapNode): string[] {
    const node = child(map, 'field') ?? child(this.node, 'field');
    const fields = textsOf(node);
    if (!valueTypes.includes(this.type)) {
      if (node !== undefined) this.report.warn(node, `${this.type} looks at no field; this one is not used.`);
      return [];
    }
    if (fields.length === 0) this.report.error(node ?? map, `The condition of ${this.type} needs a "field".`);
    if (fields.length > 1 && this.type !== 'value_count')
      this.report.error(node ?? map, `${this.type} looks at one field; several are for value_count.`);
    return fields;
  }

  private percentile(map: MapNode): number {
    const node = child(map, 'percentile');
    if (this.type !== 'value_percentile') return NaN;
    if (node === undefined) {
      this.report.warn(map, 'The condition names no percentile; 95 is taken, as other Sigma tools do.');
      return 95;
    }
    const number = numberIn(node) ?? NaN;
    if (!(number >= 0 && number <= 100)) this.report.error(node, 'The percentile is a number from 0 to 100.');
    return number;
  }

  private learning(map: MapNode): number {
    if (this.type !== 'first_seen') return 0;
    const node = child(map, 'learning') ?? child(this.node, 'learning');
    if (node !== undefined) return this.span(node);
    this.report.error(map, 'first_seen needs "learning": how long a group is only watched, as 7d.');
    return 0;
  }

  private span(node: TreeNode): number {
    const span = parseTimespan(textOf(node) ?? '');
    if (span === undefined) this.report.error(node, 'A timespan is a whole number and one of s, m, h, d, w, as 90m.');
    return span ?? Infinity;
  }

  private textCondition(node: ScalarNode, text: string): ConditionParts {
    if (this.type !== 'temporal' && this.type !== 'temporal_ordered') {
      this.report.error(
        node,
        `A text as condition has a meaning for temporal and temporal_ordered only; ${this.type} needs a map, as "gte: 10".`,
      );
      return noCondition;
    }
    return { ...noCondition, text: parseCondition(node, text, this.report) };
  }
}

const noCondition: ConditionParts = { accepts: undefined, text: undefined, fields: [], percentile: NaN, learning: 0 };

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
