import type { Expression } from '../match/expression';
import { nearest } from '../near';
import type { Report, Span } from '../problem';
import { child, nodesIn, textOf, type MapNode, type ScalarNode, type TreeNode } from '../yaml/tree';
import { parseCondition, type Condition } from './condition';
import { isNameable, isSelection, type LogicKind, namesMeant } from './names';
import { compileSelection, type SelectionContext } from './selection';

/**
 * The logic of a `detection` or `filter`: its selections joined by its condition (a list of conditions by OR).
 * Undefined after an error, which is in the report.
 */
export function compileLogic(node: MapNode, kind: LogicKind, context: SelectionContext): Expression | undefined {
  const { report } = context;
  const selections = new Map<string, Expression>();
  const spans = new Map<string, Span>();
  const keywords = new Set<string>();
  for (const entry of node.entries) {
    if (!isSelection(entry, kind)) continue;
    if (isKeywords(entry.value)) keywords.add(entry.key);
    const expression = compileSelection(entry.value, context);
    spans.set(entry.key, entry.keySpan);
    if (expression !== undefined) selections.set(entry.key, { kind: 'named', name: entry.key, part: expression });
  }
  const timeframe = node.entries.find((entry) => entry.key === 'timeframe');
  if (timeframe !== undefined && !isSelection(timeframe, kind)) {
    report.warn(
      timeframe.keySpan,
      'Sigma 2 has no timeframe in a detection; write a correlation with a timespan instead.',
    );
  }
  const resolver = new Resolver(selections, spans, keywords, report);
  const conditions = conditionNodes(node, report);
  const parsed = conditions.map((condition) => parseCondition(condition, textOf(condition) ?? '', report));
  const parts = parsed.map((condition) => (condition === undefined ? undefined : resolver.resolve(condition)));
  if (parts.length > 0) resolver.warnOfUnused(parsed.every((condition) => condition !== undefined));
  if (report.failed || parts.length === 0) return undefined;
  const known = parts.filter((part) => part !== undefined);
  const [only] = known;
  return known.length === 1 ? only : { kind: 'or', parts: known };
}

/** Whether a selection is a list of several keywords. */
function isKeywords(node: TreeNode): boolean {
  return node.kind === 'list' && node.items.length > 1 && node.items.every((item) => item.kind === 'scalar');
}

function conditionNodes(node: MapNode, report: Report): readonly ScalarNode[] {
  const condition: TreeNode | undefined = child(node, 'condition');
  if (condition === undefined) {
    const message = 'The condition is missing: it says how the selections are joined.';
    const known = ['condition'];
    const near = node.entries.find(({ key }) => nearest(key, known) !== undefined);
    if (near === undefined) report.error({ start: node.start, end: node.start }, message);
    else report.unknown('error', { span: near.keySpan, written: near.key, known, message });
    return [];
  }
  const nodes = nodesIn(condition);
  const texts = nodes.filter((part) => part.kind === 'scalar' && typeof part.value === 'string');
  if (nodes.length === 0 || texts.length < nodes.length)
    report.error(condition, 'The condition is a text, or a list of texts.');
  return texts.filter((part) => part.kind === 'scalar');
}

// What patterns stand for, all together: a file made for it could name thousands of selections thousands of times.
const maxNamed = 100_000;

// So many names are told to who got one wrong.
const maxTold = 20;

// So many names are looked at for what a pattern may have meant.
const maxLookedAt = 200;

/**
 * What somebody may have meant who wrote a pattern that matches nothing: names, `them`, and about as much of the
 * beginning of each name, or of its end, with the star where it was written.
 */
function patternsOf(names: readonly string[], written: string): Set<string> {
  const length = written.replaceAll('*', '').length;
  const patterns = new Set(names.some((name) => !name.startsWith('_')) ? ['them'] : []);
  for (const name of names.slice(0, maxLookedAt)) {
    if (!written.includes('*')) patterns.add(name);
    for (let part = Math.max(1, length - 2); part <= Math.min(length + 2, name.length); part++) {
      if (written.endsWith('*')) patterns.add(`${name.slice(0, part)}*`);
      if (written.startsWith('*')) patterns.add(`*${name.slice(-part)}`);
    }
  }
  return patterns;
}

/** Puts the selections in the place of their names. */
class Resolver {
  private readonly used = new Set<string>();
  private room = maxNamed;
  /** Whether a condition names selections by a pattern. */
  private havePatterns = false;

  constructor(
    private readonly selections: ReadonlyMap<string, Expression>,
    private readonly spans: ReadonlyMap<string, Span>,
    private readonly keywords: ReadonlySet<string>,
    private readonly report: Report,
  ) {}

  resolve(condition: Condition): Expression | undefined {
    switch (condition.kind) {
      case 'name':
        return this.named(condition.name, condition.span);
      case 'some':
        return this.some(condition);
      case 'not': {
        const part = this.resolve(condition.part);
        return part === undefined ? undefined : { kind: 'not', part };
      }
      case 'and':
      case 'or': {
        const parts = condition.parts.map((part) => this.resolve(part));
        const known = parts.filter((part) => part !== undefined);
        return known.length < parts.length ? undefined : { kind: condition.kind, parts: known };
      }
    }
  }

  /** `areRead`: the conditions; of one that cannot be read nobody knows what it uses. */
  warnOfUnused(areRead: boolean): void {
    for (const [name, span] of this.spans) {
      if (this.used.has(name)) continue;
      if (!isNameable(name)) this.report.warn(span, `No condition can name a selection "${name}".`);
      // a pattern leaves such a name out, which is what it is for
      else if (this.havePatterns && name.startsWith('_')) continue;
      else if (areRead) this.report.warn(span, `The selection "${name}" is not used in the condition.`);
    }
  }

  private named(name: string, span: Span): Expression | undefined {
    this.used.add(name);
    const selection = this.selections.get(name);
    // A selection that is there but has an error was reported where it stands.
    if (selection === undefined && !this.spans.has(name)) {
      // one that no condition can name is told of where it stands
      const known = [...this.spans.keys()].filter(isNameable);
      this.use(nearest(name, known));
      const message = `The condition names "${name}", but there is no such selection.`;
      this.report.unknown('error', {
        span,
        written: name,
        known,
        message,
        otherwise: this.told(),
      });
    }
    return selection;
  }

  /** Notes that a selection is used, or was meant to be, of which nobody need be told that it is not. */
  private use(name: string | undefined): void {
    if (name !== undefined) this.used.add(name);
  }

  /** Which selections there are. */
  private told(): string {
    const names = [...this.spans.keys()];
    const first = [...names.slice(0, maxTold), ...(names.length > maxTold ? ['…'] : [])];
    return names.length === 0 ? '' : `There are: ${first.join(', ')}.`;
  }

  /** Sigma 1 asked for each keyword of a list so; to Sigma 2 it is all of one selection, of which any keyword is enough. */
  private warnOfAll({ pattern, span }: Condition & { readonly kind: 'some' }): void {
    const message = `Any one keyword of "${pattern}" is enough here. To ask for all of them, write them below "'|all':".`;
    this.report.warn(span, message);
  }

  private some(condition: Condition & { readonly kind: 'some' }): Expression | undefined {
    this.room -= this.spans.size;
    if (this.room < 0) {
      this.report.error(condition.span, 'The condition unfolds into too many selections: rejected.');
      return undefined;
    }
    const names = [...this.spans.keys()].filter(namesMeant(condition.pattern));
    this.havePatterns = true;
    if (names.length === 0) {
      const { pattern, at } = condition;
      const known = patternsOf([...this.spans.keys()], pattern);
      const meant = nearest(pattern, known);
      if (meant !== undefined) [...this.spans.keys()].filter(namesMeant(meant)).forEach((name) => this.use(name));
      this.report.unknown('error', {
        span: at,
        written: pattern,
        known,
        message: `"${pattern}" matches none of the selections.`,
        otherwise: this.told(),
      });
      return undefined;
    }
    if (condition.all && this.keywords.has(condition.pattern)) this.warnOfAll(condition);
    const parts = names.map((name) => this.named(name, condition.span));
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    return { kind: condition.all ? 'and' : 'or', parts: known };
  }
}
