import { partSpans, type ScalarNode } from '../yaml/tree';
import type { Report, Span } from '../problem';
import { isOperator } from './names';

/**
 * The condition of a rule: names of selections joined by `not`, `and`, `or` (binding in this order, tightest first),
 * brackets, and `1 of`, `any of`, `all of` over `them` or a pattern of names, which stands `at` a place of its own.
 */
export type Condition =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'some'; readonly all: boolean; readonly pattern: string; readonly span: Span; readonly at: Span }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

interface Word extends Span {
  readonly text: string;
}

/** Parses a condition; undefined after an error, which is in the report. */
export function parseCondition(node: ScalarNode, text: string, report: Report): Condition | undefined {
  const words: Word[] = [];
  const spanOf = partSpans(report.text, node, text);
  for (const match of text.matchAll(/[()|]|[^\s()|]+/g)) {
    words.push({ text: match[0], ...spanOf(match.index, match.index + match[0].length) });
  }
  const sign = signs.exec(text);
  if (sign !== null) {
    const [written] = sign;
    const word = written === '!' ? 'not' : written === '&&' ? 'and' : 'or';
    report.error(
      spanOf(sign.index, sign.index + written.length),
      `Conditions are joined by words: write "${word}" instead of "${written}".`,
    );
    return undefined;
  }
  const removed = aggregation.exec(text);
  if (removed !== null) {
    const end = text.trimEnd().length;
    report.error(spanOf(removed.index, end), removedMessage(text.slice(removed.index, end)));
    return undefined;
  }
  try {
    return new ConditionParser(words, node).parse();
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const { span, message, meant } = error;
    if (meant === undefined) report.error(span, message);
    else report.mistake(span, message, meant);
    return undefined;
  }
}

/** What other languages write for the words of a condition. */
const signs = /\|\||&&|(?<![^\s(])!/;

/** Where an aggregation of Sigma 1 begins: at its pipe, which some write without what it counts before it. */
const aggregation = /\||(?<![\w.-])(?:count|sum|avg|min|max)\s*\(/i;

class ConditionError extends Error {
  constructor(
    readonly span: Span,
    message: string,
    /** What to write there instead. */
    readonly meant?: string,
  ) {
    super(message);
  }
}

const maxDepth = 200;

class ConditionParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly words: readonly Word[],
    private readonly whole: Span,
  ) {}

  parse(): Condition {
    const condition = this.binary('or');
    const left = this.words[this.at];
    if (left !== undefined) {
      const before = this.words[this.at - 1];
      const [, quantifier] = /^(1|any|all)of$/i.exec(before?.text ?? '') ?? [];
      if (before !== undefined && quantifier !== undefined)
        throw new ConditionError(before, `No space stands in "${before.text}".`, `${quantifier} of`);
      throw new ConditionError(
        left,
        left.text === ')'
          ? 'This bracket closes nothing.'
          : `"and" or "or" is missing before "${left.text}" in the condition.`,
      );
    }
    return condition;
  }

  private binary(operator: 'or' | 'and'): Condition {
    const part = (): Condition => (operator === 'or' ? this.binary('and') : this.unary());
    const first = part();
    const parts = [first];
    while (this.eat(operator)) parts.push(part());
    return parts.length === 1 ? first : { kind: operator, parts };
  }

  private unary(): Condition {
    this.depth += 1;
    if (this.depth > maxDepth) throw new ConditionError(this.whole, 'This condition is nested too deep.');
    const condition: Condition = this.eat('not') ? { kind: 'not', part: this.unary() } : this.primary();
    this.depth -= 1;
    return condition;
  }

  private primary(): Condition {
    const word = this.words[this.at];
    if (word === undefined) {
      throw new ConditionError(this.words.at(-1) ?? this.whole, 'The condition ends where a selection is expected.');
    }
    this.at += 1;
    if (word.text === '(') {
      const inner = this.binary('or');
      if (!this.eat(')')) throw new ConditionError(word, 'This bracket is not closed.');
      return inner;
    }
    if (this.eat('of')) return this.some(word);
    if (word.text === ')' || isOperator(word.text)) {
      throw new ConditionError(word, `A selection is expected here, not "${word.text}".`);
    }
    return { kind: 'name', name: word.text, span: word };
  }

  private some(quantifier: Word): Condition {
    const pattern = this.words[this.at];
    this.at += 1;
    if (pattern === undefined || pattern.text === '(' || pattern.text === ')') {
      throw new ConditionError(pattern ?? quantifier, 'After "of", "them" or a name with * is expected.');
    }
    const word = quantifier.text.toLowerCase();
    if (word !== '1' && word !== 'any' && word !== 'all') {
      throw new ConditionError(
        quantifier,
        `"${quantifier.text} of" is not Sigma: only "1 of", "any of" and "all of" are. ` +
          'Write the combinations out with and, or and brackets.',
      );
    }
    const span = { start: quantifier.start, end: pattern.end };
    return { kind: 'some', all: word === 'all', pattern: pattern.text, span, at: pattern };
  }

  private eat(text: string): boolean {
    if (this.words[this.at]?.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }
}

/** What to write instead of an aggregation that Sigma 2 removed. */
function removedMessage(aggregated: string): string {
  const match =
    /^\|?\s*(\w+)\s*(?:\(\s*([^)]*?)\s*\))?(?:\s*by\s+([\w.,\s-]+?)\s*(?=[<>=]|$))?\s*(?:([<>=]{1,2})\s*(\d+))?/.exec(
      aggregated.slice(0, 1000),
    );
  const name = match?.[1]?.toLowerCase() ?? '';
  const what = aggregated.startsWith('|') ? 'pipes' : `${name}(…)`;
  const removed = `Sigma 2 has no ${what} in conditions: this rule is rejected.`;
  if (name === 'near')
    return `${removed} Write a rule of each selection and a correlation document of type temporal that refers to them instead.`;
  const field = match?.[2] ?? '';
  const types: Readonly<Record<string, string>> = {
    count: field === '' ? 'event_count' : 'value_count',
    sum: 'value_sum',
    avg: 'value_avg',
  };
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return `${removed} Write a correlation document that refers to this rule instead.`;
  const operator = comparisons.get(match?.[4] ?? '');
  const condition = [
    ...(field === '' ? [] : [`field: ${field}`]),
    ...(operator === undefined ? [] : [`${operator}: ${match?.[5] ?? ''}`]),
  ];
  const parts = [
    ...(match?.[3] === undefined ? [] : [`"group-by: [${match[3].split(/[\s,]+/).join(', ')}]"`]),
    ...(condition.length === 0 ? [] : [`"condition: {${condition.join(', ')}}"`]),
  ];
  const how = parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
  return `${removed} Write a correlation document of type ${type}${how} that refers to this rule instead.`;
}

/** How a correlation's condition says what an aggregation did. */
const comparisons: ReadonlyMap<string, string> = new Map([
  ['>', 'gt'],
  ['>=', 'gte'],
  ['<', 'lt'],
  ['<=', 'lte'],
  ['=', 'eq'],
  ['==', 'eq'],
]);
