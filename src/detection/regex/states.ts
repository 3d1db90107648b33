import type { Steps } from './program';

/** Where a program can be at one place of a text. */
export interface State {
  /** The steps that read the next character, in ascending order. */
  readonly steps: readonly number[];
  /** Whether a match ends here. */
  readonly ends: boolean;
  /** By ASCII character: the state behind it; null where more than the character decides. */
  readonly after: (State | null | undefined)[];
}

/**
 * The states of a program that a text was in, with what each character leads to: that is worked out once, however often
 * it comes. They hold for places within a text. At its first place and at its last two, where anchors hold, and where
 * word boundaries or look-arounds are asked, the steps are followed one by one.
 */
export class States {
  private readonly known = new Map<string, State>();
  /** How often there were too many. */
  private restarts = 0;
  private start: Entered | null | undefined;
  private anchored: boolean | undefined;

  constructor(private readonly program: Steps) {}

  /** The state of some steps in any order; undefined where states are of no use to the program. */
  of(steps: readonly number[], ends = false): State | undefined {
    if (this.startWithin() === null || this.restarts > MOST_RESTARTS) return undefined;
    const sorted = [...steps].sort((a, b) => a - b);
    const key = `${sorted.join()}${ends ? '!' : ''}`;
    let state = this.known.get(key);
    if (state === undefined) {
      if (this.known.size >= MOST_STATES) {
        // what was worked out before is let go of with them
        this.known.clear();
        this.restarts++;
      }
      state = { steps: sorted, ends, after: new Array<State | null | undefined>(ASCII) };
      this.known.set(key, state);
    }
    return state;
  }

  /** The state behind a character after which there is neither the first place nor one of the last two; undefined where it depends. */
  after(state: State, character: number): State | undefined {
    if (character >= ASCII) return this.follow(state, character);
    const known = state.after[character];
    if (known !== undefined) return known ?? undefined;
    const next = this.follow(state, character);
    state.after[character] = next ?? null;
    return next;
  }

  private follow({ steps }: State, character: number): State | undefined {
    const start = this.startWithin();
    if (start === null) return undefined;
    const entered = { steps: new Set(start.steps), ends: start.ends };
    for (const number of steps) {
      const step = this.program.steps[number];
      if (step?.kind === 'char' && step.test(character) && !this.enter(step.next, entered)) return undefined;
    }
    return this.of([...entered.steps], entered.ends);
  }

  /** Whether a match begins nowhere but at the first place. */
  get isAnchored(): boolean {
    this.anchored ??= !this.beginsLater();
    return this.anchored;
  }

  private beginsLater(): boolean {
    const waiting = [this.program.start];
    const seen = new Set<number>();
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      if (seen.has(number)) continue;
      seen.add(number);
      const step = this.program.steps[number];
      if (step === undefined || step.kind === 'char' || step.kind === 'match') return true;
      if (step.kind === 'fork') waiting.push(step.other, step.next);
      else if (step.kind === 'look' || step.what !== 'start') waiting.push(step.next);
    }
    return false;
  }

  /** Where the program is that begins within a text; null where that depends on the place. */
  private startWithin(): Entered | null {
    if (this.start === undefined) {
      const entered = { steps: new Set<number>(), ends: false };
      this.start = this.enter(this.program.start, entered) ? entered : null;
    }
    return this.start;
  }

  /** Enters a step and all that follow without reading; false where it depends on the place whether they can be. */
  private enter(first: number, entered: Entered): boolean {
    const waiting = [first];
    const seen = new Set<number>();
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      if (seen.has(number)) continue;
      seen.add(number);
      const step = this.program.steps[number];
      switch (step?.kind) {
        case 'char':
          entered.steps.add(number);
          break;
        case 'match':
          entered.ends = true;
          break;
        case 'fork':
          waiting.push(step.other, step.next);
          break;
        case 'look':
          return false;
        case 'assert':
          // within a text there is neither its start nor its end
          if (!ANCHORS.has(step.what)) return false;
      }
    }
    return true;
  }
}

/** What was entered so far. */
interface Entered {
  readonly steps: Set<number>;
  ends: boolean;
}

const ANCHORS: ReadonlySet<string> = new Set(['start', 'end', 'endOrNewline']);
const ASCII = 128;
/** Each takes a kilobyte; a text could be made to need more of them than there is memory. */
const MOST_STATES = 128;
/** So often they are begun anew before the steps are followed one by one for good. */
const MOST_RESTARTS = 16;
