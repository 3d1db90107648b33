import { kindName, type ListNode, type MapEntry, nodesIn, type ScalarNode, type TreeNode } from '../yaml/tree';
import type { Expression } from '../match/expression';
import type { FieldTable } from '../match/view';
import type { Report, Span } from '../problem';
import { compileItem, type Question } from './item';
import type { PlaceholderTable } from './placeholder';

/** What is needed to turn the selections of a document into expressions. */
export interface SelectionContext {
  readonly report: Report;
  readonly table: FieldTable;
  readonly placeholders: PlaceholderTable;
  /** Whether the rule was found to be good when the product that it comes with was built. */
  readonly isChecked: boolean;
  /** What was compiled already, by what is written: many rules ask the same of the same field. */
  readonly questions: Map<string, Question>;
}

/**
 * A selection: a map joins its fields by AND; a list joins its maps and keywords by OR; a single value or a list of
 * values are keywords, looked for anywhere in the event. Undefined after an error, which is in the report.
 */
export function compileSelection(node: TreeNode, context: SelectionContext): Expression | undefined {
  switch (node.kind) {
    case 'map': {
      if (node.entries.length === 0) return reject(context, node, 'This selection is empty.');
      const parts = node.entries.map((entry) => compileEntry(entry, context));
      return join('and', parts);
    }
    case 'list': {
      if (node.items.length === 0) return reject(context, node, 'This selection is empty.');
      return join(
        'or',
        node.items.map((item) => compileListItem(item, context)),
      );
    }
    case 'scalar':
      if (node.value === null) return reject(context, node, 'This selection is empty.');
      return compileItem('', [], [node], node, context);
  }
}

function compileListItem(node: TreeNode, context: SelectionContext): Expression | undefined {
  if (node.kind === 'list') return reject(context, node, 'A list inside a list has no meaning in a selection.');
  return compileSelection(node, context);
}

function join(kind: 'and' | 'or', parts: readonly (Expression | undefined)[]): Expression | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const [only] = known;
  return known.length === 1 ? only : { kind, parts: known };
}

function compileEntry(entry: MapEntry, context: SelectionContext): Expression | undefined {
  const [field = '', ...modifiers] = entry.key.split('|');
  const { value } = entry;
  if (value.kind === 'map') {
    return reject(
      context,
      value,
      `A map under "${entry.key}" has no meaning; write the path with dots, as ${field}.name.`,
    );
  }
  const nodes = nodesIn(value);
  if (nodes.length === 0) return reject(context, value, `The list of values of "${entry.key}" is empty.`);
  const scalars = nodes.filter((node) => node.kind === 'scalar');
  const other = nodes.find((node) => node.kind !== 'scalar');
  if (other !== undefined)
    return reject(context, other, `A value of "${entry.key}" is a text or a number, not ${kindName(other)}.`);
  checkList(entry, modifiers, scalars, value, context);
  return compileItem(field.trim(), modifiers, scalars, entry.keySpan, context);
}

function checkList(
  entry: MapEntry,
  modifiers: readonly string[],
  scalars: readonly ScalarNode[],
  value: ScalarNode | ListNode,
  { report }: SelectionContext,
): void {
  if (modifiers.includes('all') && scalars.length === 1) {
    report.warn(entry.keySpan, '"all" with a single value changes nothing; other tools refuse it.');
  }
  for (const scalar of scalars) {
    const written = report.text.slice(scalar.start, scalar.end);
    // in quotes, or after | or >, it is meant
    if (typeof scalar.value === 'string' && written.includes('\n') && !/^['"|>]/.test(written))
      report.warn(scalar, 'These lines are one text, joined by spaces. In a list there is a dash before each value.');
  }
  const nothing = scalars.find((scalar) => scalar.value === null);
  if (value.kind === 'list' && scalars.length > 1 && nothing !== undefined) {
    report.warn(nothing, 'Sigma wants null in a selection of its own; here it counts as one of the values.');
  }
}

function reject({ report }: SelectionContext, span: Span, message: string): undefined {
  report.error(span, message);
  return undefined;
}
