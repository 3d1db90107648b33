import { isWord } from './charset';
import type { AssertKind } from './node';
import type { CompiledRegex, Program } from './program';
import type { State } from './states';

/** Whether the expression matches anywhere in the text. Time: steps × text, whatever the text. */
export function runRegex(regex: CompiledRegex, text: string): boolean {
  const tables: Uint8Array[] = [];
  for (const look of regex.looks) {
    const table = new Uint8Array(text.length + 1);
    new Run(look, text, tables, look.backwards).each((at) => {
      table[at] = 1;
      return false;
    });
    tables.push(table);
  }
  let matched = false;
  new Run(regex.main, text, tables, false).each(() => {
    matched = true;
    return true;
  });
  return matched;
}

/** All the places a program can be at, moved over the text one character at a time. */
class Run {
  private current: number[] = [];
  private following: number[] = [];
  private readonly stack: number[] = [];
  /** At which place a step was last entered: a step is entered once a place. */
  private readonly entered: Int32Array;

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly tables: readonly Uint8Array[],
    private readonly backwards: boolean,
  ) {
    this.entered = new Int32Array(program.steps.length).fill(-1);
  }

  /** Begins at every place; calls `ends` with each place where a match ends, until that returns true. */
  each(ends: (at: number) => boolean): void {
    const { text, backwards, program } = this;
    const { states } = program;
    let at = backwards ? text.length : 0;
    if (this.enter(program.start, at) && ends(at)) return;
    /** Where the program is, if a state tells it; otherwise `current` does. */
    let state: State | undefined;
    while (backwards ? at > 0 : at < text.length) {
      const code = (backwards ? codeBefore(text, at) : text.codePointAt(at)) ?? 0;
      at += (code > 0xffff ? 2 : 1) * (backwards ? -1 : 1);
      if (at > 0 && at < text.length - 1) {
        const before: State | undefined = state ?? states.of(this.current);
        const next = before && states.after(before, code);
        if (next !== undefined) {
          state = next;
          if (next.ends && ends(at)) return;
          if (next.steps.length === 0 && !backwards && states.isAnchored) return;
          continue;
        }
      }
      const ended = this.follow(state?.steps ?? this.current, code, at);
      state = undefined;
      if (ended && ends(at)) return;
    }
  }

  /** Reads a character from some steps, and begins anew behind it; returns whether a match ends there. */
  private follow(from: readonly number[], code: number, at: number): boolean {
    const before = this.current;
    this.current = this.following;
    this.current.length = 0;
    this.following = before;
    let ended = false;
    for (const number of from) {
      const step = this.program.steps[number];
      if (step?.kind === 'char' && step.test(code) && this.enter(step.next, at)) ended = true;
    }
    return this.enter(this.program.start, at) || ended;
  }

  /** Enters a step and all that follow without reading; returns whether a match ends here. */
  private enter(first: number, at: number): boolean {
    const { stack, entered } = this;
    let ended = false;
    stack.push(first);
    for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
      if (entered[number] === at) continue;
      entered[number] = at;
      const step = this.program.steps[number];
      if (step === undefined) continue;
      if (step.kind === 'char') this.current.push(number);
      else if (step.kind === 'match') ended = true;
      else if (step.kind === 'fork') stack.push(step.other, step.next);
      else if (step.kind === 'assert') {
        if (holds(step.what, this.text, at)) stack.push(step.next);
      } else if ((this.tables[step.look]?.[at] === 1) !== step.negative) stack.push(step.next);
    }
    return ended;
  }
}

function codeBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  if (unit >= 0xdc00 && unit <= 0xdfff && at >= 2) {
    const pair = text.codePointAt(at - 2) ?? 0;
    if (pair > 0xffff) return pair;
  }
  return unit;
}

const lineFeed = 10;

function holds(what: AssertKind, text: string, at: number): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'endOrNewline':
      return at === text.length || (at === text.length - 1 && text.charCodeAt(at) === lineFeed);
    case 'lineStart':
      // As in PCRE, no line begins after a line feed that ends the text.
      return at === 0 || (at < text.length && text.charCodeAt(at - 1) === lineFeed);
    case 'lineEnd':
      return at === text.length || text.charCodeAt(at) === lineFeed;
    case 'word':
      return wordAt(text, at - 1) !== wordAt(text, at);
    case 'noWord':
      return wordAt(text, at - 1) === wordAt(text, at);
  }
}

function wordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isWord(text.charCodeAt(at));
}
