import type { CharTest } from './charset';

/** A regular expression, parsed. Positions of asserts: `start`/`end` of the text, `line…` of a line, word borders. */
export type RegexNode =
  | { readonly kind: 'empty' }
  /** `text`: the only character that it is true of, if that is known; `isCaseless`: in upper or lower case. */
  | { readonly kind: 'char'; readonly test: CharTest; readonly text?: string; readonly isCaseless?: boolean }
  | { readonly kind: 'assert'; readonly what: AssertKind }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'look'; readonly part: RegexNode; readonly ahead: boolean; readonly negative: boolean };

export type AssertKind = 'start' | 'end' | 'endOrNewline' | 'lineStart' | 'lineEnd' | 'word' | 'noWord';

export interface RegexFlags {
  /** Without regard to case. */
  readonly i: boolean;
  /** `^` and `$` at each line. */
  readonly m: boolean;
  /** `.` matches a line feed too. */
  readonly s: boolean;
}
