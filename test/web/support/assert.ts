/** The little of node's `assert` that a browser's tests need. */

export function ok(passes: boolean, what: string): asserts passes {
  if (!passes) throw new Error(`Not so: ${what}`);
}

export function equal<T>(actual: T, expected: T): void {
  ok(actual === expected, `${JSON.stringify(actual)} is ${JSON.stringify(expected)}`);
}

export function matches(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `${JSON.stringify(text)} matches ${String(pattern)}`);
}
