import { isNetwork } from '../match/cidr';
import type { Expression, Item } from '../match/expression';
import { compileValue } from '../match/compileValue';
import { anyOf, networksMatcher, setMatcher, type ValueMatcher } from '../match/matcher';
import { plainText, widen } from '../match/pattern';
import type { Report, Span } from '../problem';
import { RegexError } from '../regex';
import { partSpan, textOf, type ScalarNode } from '../yaml/tree';
import { fieldMeant } from './fieldName';
import { warnOfNeverThere } from './neverThere';
import { itemModifiers, modifierNames, modifierOf, undoneBy } from './modifier';
import type { SelectionContext } from './selection';
import { plainValue, type RuleValue } from './value';

/** What an item asks, without where it stands. */
export interface Question {
  readonly number: number;
  readonly slot: number;
  readonly matchers: readonly ValueMatcher[];
  readonly written: ReadonlyMap<ValueMatcher, string>;
}

/** One line of a selection: a field (empty for keywords), its modifiers, its values. Undefined after an error. */
export function compileItem(
  written: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  keySpan: Span,
  context: SelectionContext,
): Expression | undefined {
  if (!checkModifiers(written, modifiers, keySpan, context.report)) return undefined;
  const name = [written, ...modifiers].join('|');
  const fieldSpan = partSpan(context.report.text, keySpan, name, 0, written.length);
  const field = fieldMeant(written, fieldSpan, context.report);
  warnOfNeverThere(field, modifiers, nodes, context.report);
  const question = questionOf(field, modifiers, nodes, context);
  if (question === undefined) return undefined;
  const item: Item = {
    field,
    slot: question.slot,
    question: question.number,
    modifiers,
    matchers: question.matchers,
    written: question.written,
    all: modifiers.includes('all'),
    negated: modifiers.includes('neq'),
    ...context.report.position(keySpan.start),
  };
  return { kind: 'item', item };
}

/** Compiles what is asked; undefined after an error. */
function questionOf(
  field: string,
  modifiers: readonly string[],
  nodes: readonly ScalarNode[],
  context: SelectionContext,
): Question | undefined {
  const { questions, table } = context;
  const values = nodes.map(({ value, source }) => (value === source ? source : [value, source]));
  const key = JSON.stringify([field, modifiers, values]);
  const known = questions.get(key);
  if (known !== undefined) return known;
  const keyword = field === '';
  const compiler = new ItemCompiler(keyword, modifiers.includes('cased'), modifiers.includes('all'), context);
  const matchers = compiler.matchers(nodes, modifiers);
  if (matchers === undefined) return undefined;
  const slot = keyword ? -1 : table.slot(field);
  const question: Question = { number: table.newQuestion(), slot, matchers, written: compiler.written };
  questions.set(key, question);
  return question;
}

/** From so many on, networks are looked up together; of fewer each is asked. */
const MANY_NETWORKS = 16;

/** Compiles the values of one item. */
class ItemCompiler {
  readonly written = new Map<ValueMatcher, string>();

  constructor(
    private readonly keyword: boolean,
    private readonly cased: boolean,
    private readonly all: boolean,
    private readonly context: SelectionContext,
  ) {}

  matchers(nodes: readonly ScalarNode[], modifiers: readonly string[]): ValueMatcher[] | undefined {
    const texts: string[] = [];
    const matchers: ValueMatcher[] = [];
    const networks = new Set<string>();
    for (const node of nodes) {
      const own: ValueMatcher[] = [];
      for (const value of applyModifiers(node, modifiers, this.context) ?? []) {
        if (nodes.length >= MANY_NETWORKS && this.isOneOfNetworks(value)) {
          networks.add(value.text);
          continue;
        }
        const plain = this.plainTexts(value);
        const matcher = plain === undefined ? this.compile(this.keyword ? asKeyword(value) : value, node) : undefined;
        texts.push(...(plain ?? []));
        if (matcher !== undefined) own.push(matcher);
      }
      // With "all", each value must match, but of the forms that a modifier made of it any one.
      const [only] = own;
      const here = this.all ? [own.length === 1 && only !== undefined ? only : anyOf(own)] : own;
      matchers.push(...here);
      const said = textOf(node);
      if (said !== undefined) for (const matcher of here) this.written.set(matcher, said);
    }
    if (this.context.report.failed) return undefined;
    if (texts.length > 0) matchers.push(setMatcher(texts, this.cased));
    if (networks.size > 0) {
      const matcher = networksMatcher([...networks]);
      this.written.set(matcher, [...networks].join(', '));
      matchers.push(matcher);
    }
    return matchers.sort((a, b) => a.cost - b.cost);
  }

  /** The texts of a value that is compared whole, so that a long list of values is one look-up. */
  private plainTexts(value: RuleValue): string[] | undefined {
    if (this.keyword || this.all) return undefined;
    if (value.kind === 'number') return [String(value.number), value.raw];
    if (value.kind === 'boolean') return [String(value.boolean)];
    const text = value.kind === 'text' ? plainText(value.pattern) : undefined;
    return text === undefined ? undefined : [text];
  }

  /** Whether a value is a network of which any will do, so that a long list of them is one look-up. */
  private isOneOfNetworks(value: RuleValue): value is Extract<RuleValue, { kind: 'network' }> {
    return value.kind === 'network' && !this.keyword && !this.all && isNetwork(value.text);
  }

  private compile(value: RuleValue, node: ScalarNode): ValueMatcher | undefined {
    const { report, table } = this.context;
    if (this.keyword && !['text', 'regex', 'null', 'exists'].includes(value.kind)) {
      report.error(node, 'This modifier needs a field before it.');
      return undefined;
    }
    try {
      const meant = value.kind === 'reference' ? { ...value, field: fieldMeant(value.field, node, report) } : value;
      const matcher = compileValue(meant, this.cased, this.keyword, table);
      if (typeof matcher !== 'string') return matcher;
      report.error(node, `This value cannot be used: ${matcher}.`);
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      report.error(node, `This regular expression cannot be used: ${error.message}.`);
    }
    return undefined;
  }
}

/** A keyword is found anywhere in a text; a number or boolean by its text. */
function asKeyword(value: RuleValue): RuleValue {
  if (value.kind === 'text') return { ...value, pattern: widen(value.pattern, true, true) };
  if (value.kind !== 'number' && value.kind !== 'boolean') return value;
  const raw = value.kind === 'number' ? value.raw : String(value.boolean);
  return { kind: 'text', raw, bytes: false, pattern: widen([raw], true, true) };
}

function checkModifiers(field: string, modifiers: readonly string[], keySpan: Span, report: Report): boolean {
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

function applyModifiers(
  node: ScalarNode,
  modifiers: readonly string[],
  context: SelectionContext,
): readonly RuleValue[] | undefined {
  let values: readonly RuleValue[] = [plainValue(node)];
  for (const name of modifiers) {
    const modifier = modifierOf(name);
    if (modifier === undefined || (itemModifiers as readonly string[]).includes(name)) continue;
    const changed: RuleValue[] = [];
    for (const value of values) {
      const result = modifier(value, context.placeholders);
      if (typeof result === 'string') {
        const shown = textOf(node) ?? 'null';
        context.report.error(node, `The modifier "${name}" cannot be applied to "${shown}": it ${result}.`);
        return undefined;
      }
      changed.push(...result);
    }
    values = changed;
  }
  return values;
}
