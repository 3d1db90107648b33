/** A filter as it was written, taken apart. */
export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'field'; readonly field: string; readonly values: readonly Pattern[] }
  | { readonly kind: 'text'; readonly pattern: Pattern };

/** A value to compare with: `*` stands for any run of characters unless it was quoted. */
export interface Pattern {
  readonly text: string;
  readonly quoted: boolean;
}

/** Why a filter cannot be read, and where in it. */
export class FilterError extends Error {
  constructor(
    message: string,
    /** Offset in the filter's text. */
    readonly at: number,
  ) {
    super(message);
    this.name = 'FilterError';
  }
}
