import type { CharTest } from './charset';
import { RegexError } from './cursor';
import type { AssertKind, RegexNode } from './node';
import { States } from './states';

/** One step of a program. `next` and `other` are numbers of steps. */
export type Step =
  | { readonly kind: 'char'; readonly test: CharTest; readonly next: number }
  | { readonly kind: 'assert'; readonly what: AssertKind; readonly next: number }
  | { readonly kind: 'look'; readonly look: number; readonly negative: boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; readonly other: number }
  | { readonly kind: 'match' };

/** Steps that read a text in one direction, and where they begin. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** The same with the states that texts were in. */
export interface Program extends Steps {
  readonly states: States;
}

/**
 * A look-around as a table to fill: run its program over the whole text in its direction, beginning at every place;
 * each place where it ends matching is one where the assertion holds. A look-ahead runs backwards from the end.
 */
export interface LookProgram extends Program {
  readonly backwards: boolean;
}

export interface CompiledRegex {
  readonly main: Program;
  /** Inner look-arounds come before those that use them. */
  readonly looks: readonly LookProgram[];
}

// Time to match grows with steps × text, so the steps have a bound.
const maxSteps = 3000;

/** Turns a parsed expression into steps; throws RegexError when it takes too many. */
export function compileRegex(node: RegexNode): CompiledRegex {
  const looks: LookProgram[] = [];
  const budget = { left: maxSteps };
  const main = new Builder(looks, budget, false).program(node);
  return { main, looks };
}

class Builder {
  private readonly steps: Step[] = [];

  constructor(
    private readonly looks: LookProgram[],
    private readonly budget: { left: number },
    private readonly backwards: boolean,
  ) {}

  program(node: RegexNode): Program {
    const end = this.add({ kind: 'match' });
    const start = this.emit(node, end);
    const { steps } = this;
    return { steps, start, states: new States({ steps, start }) };
  }

  private add(step: Step): number {
    this.budget.left -= 1;
    if (this.budget.left < 0) throw new RegexError(`it takes more than ${maxSteps} steps; shorten its repetitions`);
    this.steps.push(step);
    return this.steps.length - 1;
  }

  /** Adds the steps of a node that goes on at `next`; returns its first step. */
  private emit(node: RegexNode, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'char':
        return this.add({ kind: 'char', test: node.test, next });
      case 'assert':
        return this.add({ kind: 'assert', what: node.what, next });
      case 'sequence': {
        const parts = this.backwards ? node.parts : [...node.parts].reverse();
        return parts.reduce((after, part) => this.emit(part, after), next);
      }
      case 'choice':
        return node.parts
          .map((part) => this.emit(part, next))
          .reduceRight((other, first) => this.add({ kind: 'fork', next: first, other }));
      case 'repeat':
        return this.repeat(node.part, node.min, node.max, next);
      case 'look':
        return this.look(node, next);
    }
  }

  private repeat(part: RegexNode, min: number, max: number, next: number): number {
    let after = next;
    if (max === Infinity) {
      const loop = this.add({ kind: 'match' });
      this.steps[loop] = { kind: 'fork', next: this.emit(part, loop), other: next };
      after = loop;
    } else {
      for (let i = min; i < max; i++) after = this.add({ kind: 'fork', next: this.emit(part, after), other: next });
    }
    for (let i = 0; i < min; i++) after = this.emit(part, after);
    return after;
  }

  private look(node: RegexNode & { readonly kind: 'look' }, next: number): number {
    const program = new Builder(this.looks, this.budget, node.ahead).program(node.part);
    this.looks.push({ ...program, backwards: node.ahead });
    return this.add({ kind: 'look', look: this.looks.length - 1, negative: node.negative, next });
  }
}
