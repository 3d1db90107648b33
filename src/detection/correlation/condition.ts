import type { Report } from '../problem';
import { type Condition, parseCondition } from '../rule/condition';
import { fieldMeant } from '../rule/fieldName';
import { child, type MapNode, nodesIn, type ScalarNode, textOf, type TreeNode } from '../yaml/tree';
import type { CorrelationType } from './correlation';
import { numberIn, operatorNames, readThreshold } from './threshold';
import { parseTimespan } from './timespan';

/** What the condition of a correlation says. */
export interface ConditionParts {
  /** The counts or other numbers that it accepts; undefined where it compares none. */
  readonly accepts: ((count: number) => boolean) | undefined;
  /** One that is written as a text, with the names of rules. */
  readonly text: Condition | undefined;
  /** The fields whose values are counted or measured. */
  readonly fields: readonly string[];
  /** From 0 to 100; NaN where none is asked for. */
  readonly percentile: number;
  /** Milliseconds in which a group is only watched. */
  readonly learning: number;
}

const valueTypes: readonly CorrelationType[] = [
  'value_count',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'first_seen',
];

const noCondition: ConditionParts = { accepts: undefined, text: undefined, fields: [], percentile: NaN, learning: 0 };

/** Reads the condition of a correlation, and what some tools write beside it: the field and the time to learn. */
export class ConditionReader {
  /** @param node the correlation */
  constructor(
    private readonly node: MapNode,
    private readonly type: CorrelationType,
    private readonly report: Report,
  ) {}

  /** What there is no sense in is in the report. */
  read(): ConditionParts {
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
    const fields = fieldsIn(node, this.node, this.report);
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
      this.report.warn(map, 'The condition names no percentile; 95 is taken, where other tools may take another.');
      return 95;
    }
    const number = numberIn(node) ?? NaN;
    if (!(number >= 0 && number <= 100)) this.report.error(node, 'The percentile is a number from 0 to 100.');
    return number;
  }

  private learning(map: MapNode): number {
    if (this.type !== 'first_seen') return 0;
    const node = child(map, 'learning') ?? child(this.node, 'learning');
    if (/^0+[smhdw]$/.test(textOf(node)?.trim() ?? '')) return 0;
    if (node !== undefined) return spanIn(node, this.report);
    this.report.error(map, 'first_seen needs "learning": how long a group is only watched, as 7d.');
    return 0;
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

/** The fields that a correlation names, as records have them, and its aliases as they are; what is no text is left out. */
export function fieldsIn(fields: TreeNode | undefined, correlation: MapNode, report: Report): string[] {
  const aliases = child(correlation, 'aliases');
  const isAlias = (text: string): boolean => aliases?.kind === 'map' && child(aliases, text) !== undefined;
  return nodesIn(fields).flatMap((node) => {
    const text = textOf(node);
    if (text === undefined) return [];
    return [isAlias(text) ? text : fieldMeant(text, node, report)];
  });
}

/** Milliseconds; without end where it is none, which is in the report. */
export function spanIn(node: TreeNode, report: Report): number {
  const span = parseTimespan(textOf(node) ?? '');
  if (span === undefined)
    report.error(node, 'A timespan is a whole number and one of s, m (minutes), h, d, w, M (months), y, as 90m.');
  return span ?? Infinity;
}
