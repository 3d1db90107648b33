import type { Scalar, WrittenName } from './scalars';

/** A name in a condition. */
export interface ConditionWord extends WrittenName {
  /** It stands behind `1 of` or `all of`: a pattern of names, or `them`. */
  readonly isPattern: boolean;
}

const OPERATORS = new Set(['and', 'or', 'not', 'of', '(', ')', '|']);

/** Whether a word joins selections, and names none. */
export function isOperator(word: string): boolean {
  return OPERATORS.has(word.toLowerCase());
}

/** The names in conditions, however far they are written. */
export function wordsOf(conditions: readonly Scalar[]): ConditionWord[] {
  return conditions.flatMap(({ lines }) => {
    const words = lines.flatMap(wordsIn);
    const isOf = (n: number): boolean => words[n]?.text.toLowerCase() === 'of';
    return words.flatMap((word, n) =>
      isOperator(word.text) || isOf(n + 1) ? [] : [{ ...word, isPattern: isOf(n - 1) }],
    );
  });
}

function wordsIn({ text, at: { line, start, end } }: WrittenName): WrittenName[] {
  // where a sign is written as an escape the words stand elsewhere
  if (end - start !== text.length) return [];
  return [...text.matchAll(/[()|]|[^\s()|]+/g)].map(({ 0: word, index }) => ({
    text: word,
    at: { line, start: start + index, end: start + index + word.length },
  }));
}
