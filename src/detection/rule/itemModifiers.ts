import type { Report, Span } from '../problem';
import { partSpan, textOf, type ScalarNode } from '../yaml/tree';
import { comparedBy, itemModifiers, modifierNames, modifierOf, undoneBy } from './modifier';
import type { SelectionContext } from './selection';
import { plainValue, type RuleValue } from './value';

/** Whether there are such modifiers, that go together and lose nothing; what is wrong is in the report. */
export function checkModifiers(field: string, modifiers: readonly string[], keySpan: Span, report: Report): boolean {
  let good = true;
  let at = field.length + 1;
  for (const [i, name] of modifiers.entries()) {
    const span = partSpan(report.text, keySpan, [field, ...modifiers].join('|'), at, at + name.length);
    at += name.length + 1;
    const undone = undoneBy(name, modifiers.slice(0, i));
    if (undone !== undefined) {
      good = false;
      report.error(span, `"${name}" takes the value as it is written, so "${undone}" before it would be lost.`);
    }
    const compared = comparedBy(name, modifiers.slice(0, i));
    if (undone === undefined && compared !== undefined) {
      good = false;
      report.error(span, `"${name}" cannot follow "${compared}", which says already how the value is compared.`);
    }
    if (modifierNames.includes(name)) continue;
    good = false;
    report.unknown('error', {
      span,
      written: name,
      known: modifierNames,
      message: `There is no modifier "${name}".`,
      otherwise: `Known are ${modifierNames.join(', ')}.`,
    });
  }
  return good;
}

/** What the modifiers of an item make of one of its values, in their order; undefined after an error. */
export function applyModifiers(
  node: ScalarNode,
  modifiers: readonly string[],
  { report, placeholders }: SelectionContext,
): readonly RuleValue[] | undefined {
  let values: readonly RuleValue[] = [plainValue(node)];
  for (const name of modifiers) {
    const modifier = modifierOf(name);
    if (modifier === undefined || (itemModifiers as readonly string[]).includes(name)) continue;
    const changed: RuleValue[] = [];
    for (const value of values) {
      const result = modifier(value, placeholders);
      if (typeof result === 'string') {
        const shown = textOf(node) ?? 'null';
        report.error(node, `The modifier "${name}" cannot be applied to "${shown}": it ${result}.`);
        return undefined;
      }
      changed.push(...result);
    }
    values = changed;
  }
  return values;
}
