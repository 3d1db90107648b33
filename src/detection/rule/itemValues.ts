import { withoutArrayMarks } from '../../record/arrayMarks';
import { isNetwork } from '../match/cidr';
import { compileValue } from '../match/compileValue';
import { anyOf, networksMatcher, setMatcher, type ValueMatcher } from '../match/matcher';
import { plainText, widen } from '../match/pattern';
import { RegexError } from '../regex';
import { textOf, type ScalarNode } from '../yaml/tree';
import { applyModifiers } from './itemModifiers';
import type { SelectionContext } from './selection';
import type { RuleValue } from './value';

/** From so many on, networks are looked up together; of fewer each is asked. */
const MANY_NETWORKS = 16;

/** The values of one item, on their way to what they are compared by. */
export class ItemValues {
  /** What the rule has for each of them. */
  readonly written = new Map<ValueMatcher, string>();
  private readonly cased: boolean;
  private readonly all: boolean;

  constructor(
    private readonly keyword: boolean,
    private readonly modifiers: readonly string[],
    private readonly context: SelectionContext,
  ) {
    this.cased = modifiers.includes('cased');
    this.all = modifiers.includes('all');
  }

  /** Cheap ones first; undefined after an error. */
  matchers(nodes: readonly ScalarNode[]): ValueMatcher[] | undefined {
    const texts: string[] = [];
    const matchers: ValueMatcher[] = [];
    const networks = new Set<string>();
    for (const node of nodes) {
      const own: ValueMatcher[] = [];
      for (const value of applyModifiers(node, this.modifiers, this.context) ?? []) {
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
      const meant = value.kind === 'reference' ? { ...value, field: withoutArrayMarks(value.field) } : value;
      // what is written for a placeholder is not known when the product is built
      const isChecked = this.context.isChecked && !this.modifiers.includes('expand');
      const matcher = compileValue(meant, this.cased, this.keyword, table, isChecked);
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
