/**
 * Loaded before the tests. For an `assert.ok` that fails without a message node reads one out of the test's source; where
 * the test was compiled that is another place than it thinks, and it may look for minutes
 * (`findColumn` in node's lib/assert.js), so that a test hangs instead of failing.
 */
import assert from 'node:assert/strict';

function plainOk(value: unknown, message?: string | Error): asserts value {
  if (value) return;
  if (message instanceof Error) throw message;
  throw new assert.AssertionError({
    message: message ?? 'what had to be true is not',
    actual: value,
    expected: true,
    operator: '==',
    stackStartFn: plainOk,
  });
}

assert.ok = plainOk;
