import { dot, oneCharacter, tabled } from './charset';
import { RegexError, type Cursor } from './cursor';
import { parseClass, parseEscape } from './escapes';
import { parseFlags } from './flags';
import type { AssertKind, RegexFlags, RegexNode } from './node';
import { parseQuantifier } from './quantifier';

const maxNesting = 100;

/** Parses the PCRE syntax that a matcher without backtracking can honour; throws RegexError for anything else. */
export function parseRegex(source: string, flags: RegexFlags): RegexNode {
  return new Parser(source, flags).parse();
}

class Parser implements Cursor {
  at = 0;
  private depth = 0;

  constructor(
    readonly source: string,
    private flags: RegexFlags,
  ) {}

  parse(): RegexNode {
    const node = this.choice();
    if (this.at < this.source.length) throw new RegexError('a ")" closes no group');
    return node;
  }

  private choice(): RegexNode {
    this.depth += 1;
    if (this.depth > maxNesting) throw new RegexError('its groups are nested too deep');
    const before = this.flags;
    const parts = [this.sequence()];
    while (this.eat('|')) parts.push(this.sequence());
    // A flag set inside a group, like (?i), ends with the group.
    this.flags = before;
    this.depth -= 1;
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
  }

  private sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) {
      parts.push(this.repeated(this.atom()));
    }
    return { kind: 'sequence', parts };
  }

  private repeated(part: RegexNode): RegexNode {
    // A comment between it and its quantifier is none of its parts.
    while (this.eat('(?#')) this.comment();
    const range = parseQuantifier(this);
    if (range === undefined) return part;
    if (this.eat('+')) throw new RegexError('possessive quantifiers (like a++) are not supported');
    // Lazy or not makes no difference to whether a text matches.
    this.eat('?');
    if (part.kind === 'assert') throw new RegexError('a quantifier stands after an anchor');
    if (parseQuantifier(this) !== undefined) throw new RegexError('a quantifier stands after another quantifier');
    return { kind: 'repeat', part, min: range[0], max: range[1] };
  }

  private atom(): RegexNode {
    const character = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    this.at += character.length;
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'char', test: tabled(parseClass(this, this.flags.i)) };
      case '.':
        return { kind: 'char', test: dot(this.flags.s) };
      case '^':
        return { kind: 'assert', what: this.flags.m ? 'lineStart' : 'start' };
      case '$':
        return { kind: 'assert', what: this.flags.m ? 'lineEnd' : 'endOrNewline' };
      case '*':
      case '+':
      case '?':
        throw new RegexError(`nothing stands before the quantifier "${character}"`);
      case '\\':
        return this.escape();
      default:
        return this.literal(character);
    }
  }

  private escape(): RegexNode {
    const asserts: Readonly<Record<string, AssertKind>> = {
      b: 'word',
      B: 'noWord',
      A: 'start',
      z: 'end',
      Z: 'endOrNewline',
    };
    const letter = this.source.charAt(this.at);
    const what = Object.hasOwn(asserts, letter) ? asserts[letter] : undefined;
    if (what !== undefined) {
      this.at += 1;
      return { kind: 'assert', what };
    }
    if (this.eat('Q')) return this.quoted();
    const parsed = parseEscape(this);
    if (typeof parsed === 'number') return this.literal(String.fromCodePoint(parsed));
    return { kind: 'char', test: parsed };
  }

  /** `\Q…\E`: everything in between is literal. */
  private quoted(): RegexNode {
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 2;
    const parts = [...text].map((character) => this.literal(character));
    const last = parts.pop();
    // A quantifier behind the end is about the last character alone.
    return { kind: 'sequence', parts: last === undefined ? [] : [...parts, this.repeated(last)] };
  }

  private literal(character: string): RegexNode {
    const test = oneCharacter(character, this.flags.i);
    if (!this.flags.i) return { kind: 'char', test, text: character };
    return { kind: 'char', test, text: character, isCaseless: true };
  }

  private group(): RegexNode {
    if (!this.eat('?')) return this.closed(this.choice());
    for (const [sign, ahead, negative] of lookSigns) {
      if (this.eat(sign)) return { kind: 'look', part: this.closed(this.choice()), ahead, negative };
    }
    if (this.eat('>')) throw new RegexError('atomic groups (?>…) are not supported');
    if (this.eat(':')) return this.closed(this.choice());
    if (this.eat('#')) return this.comment();
    const name = /^P?<[A-Za-z_]\w*>/.exec(this.source.slice(this.at, this.at + 100));
    if (name !== null) {
      this.at += name[0].length;
      return this.closed(this.choice());
    }
    return this.inlineFlags();
  }

  private comment(): RegexNode {
    const end = this.source.indexOf(')', this.at);
    if (end < 0) throw new RegexError('a comment (?#… is not closed');
    this.at = end + 1;
    return { kind: 'empty' };
  }

  /** `(?i)`, for the rest of the group it stands in, or `(?i:…)`, for its own. */
  private inlineFlags(): RegexNode {
    const before = this.flags;
    const { flags, end } = parseFlags(this, before);
    this.flags = flags;
    if (end === ')') return { kind: 'empty' };
    const node = this.closed(this.choice());
    this.flags = before;
    return node;
  }

  private closed(node: RegexNode): RegexNode {
    if (!this.eat(')')) throw new RegexError('a group "(" is not closed');
    return node;
  }

  private sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private eat(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}

const lookSigns = [
  ['=', true, false],
  ['!', true, true],
  ['<=', false, false],
  ['<!', false, true],
] as const;
