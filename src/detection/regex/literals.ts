import { foldCase } from '../caseFold';
import type { RegexNode } from './node';

/** Texts of which whatever matches contains at least one. */
export type Clause = readonly string[];

/** What every match contains: one text of each clause. */
export interface Literals {
  readonly clauses: readonly Clause[];
  /** Whether they are without case, to be looked for in the text without its case. */
  readonly areLower: boolean;
}

/** More would cost more than they spare. */
const MOST_CLAUSES = 6;
const MOST_TEXTS = 16;

/**
 * Texts that are part of whatever an expression matches, the longest first: where they are missing there is no match, and
 * looking for a text is many times quicker than following an expression.
 */
export function literalsIn(node: RegexNode): Literals {
  const areLower = isCaseless(node);
  const clauses = new Map(clausesOf(node).map((clause) => [JSON.stringify(clause), clause]));
  const longest = [...clauses.values()].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_CLAUSES);
  return { clauses: areLower ? longest.map((clause) => clause.map(foldCase)) : longest, areLower };
}

/** Whether a text contains them. */
export function containsAll(text: string, { clauses, areLower }: Literals): boolean {
  if (clauses.length === 0) return true;
  const searched = areLower ? foldCase(text) : text;
  for (const clause of clauses) if (!clause.some((literal) => searched.includes(literal))) return false;
  return true;
}

function isCaseless(node: RegexNode): boolean {
  switch (node.kind) {
    case 'char':
      return node.isCaseless === true;
    case 'sequence':
    case 'choice':
      return node.parts.some(isCaseless);
    case 'repeat':
      return isCaseless(node.part);
    default:
      return false;
  }
}

function clausesOf(node: RegexNode): Clause[] {
  const found = new Collector();
  found.visit(node);
  return found.all();
}

class Collector {
  private readonly clauses: Clause[] = [];
  /** The characters that stand beside one another up to here. */
  private run = '';

  all(): Clause[] {
    this.end();
    return this.clauses;
  }

  visit(node: RegexNode): void {
    switch (node.kind) {
      case 'empty':
      case 'assert':
      case 'look':
        // they take no characters
        return;
      case 'char':
        if (node.text === undefined) this.end();
        else this.run += node.text;
        return;
      case 'sequence':
        for (const part of node.parts) this.visit(part);
        return;
      case 'choice':
        this.end();
        this.clauses.push(...ofBranches(node.parts.map(clausesOf)));
        return;
      case 'repeat':
        this.end();
        if (node.min > 0) this.clauses.push(...clausesOf(node.part));
    }
  }

  private end(): void {
    if (this.run !== '') this.clauses.push([this.run]);
    this.run = '';
  }
}

/** What all branches contain, and one of what each contains. */
function ofBranches(branches: readonly (readonly Clause[])[]): Clause[] {
  const [first = [], ...others] = branches;
  const common = first.filter(([text = '', ...more]) => {
    const isIn = (clause: Clause): boolean => clause.every((other) => other.includes(text));
    return more.length === 0 && others.every((clauses) => clauses.some(isIn));
  });
  const best = branches.map((clauses) => [...clauses].sort((a, b) => weightOf(b) - weightOf(a))[0]);
  const texts = new Set(best.flatMap((clause) => clause ?? []));
  return best.includes(undefined) || texts.size > MOST_TEXTS ? common : [...common, [...texts]];
}

/** The length of its shortest text: the rest says no more. */
function weightOf(clause: Clause): number {
  return Math.min(...clause.map((text) => text.length));
}
