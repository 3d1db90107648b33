/** Why an expression is refused; the message is for the author of the rule. */
export class RegexError extends Error {}

/** A place in an expression, shared by those who parse its parts. */
export interface Cursor {
  readonly source: string;
  at: number;
}
