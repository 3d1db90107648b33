import assert from 'node:assert/strict';
import { CaseEngine } from '../../../../../src/case/engine';
import type { RulesGiven } from '../../../../../src/case/rules/ruleBook';
import { RuleWriting } from '../../../../../src/case/rules/ruleWriting/ruleWriting';
import { type Json, s3 } from '../../../../fixtures/log';

const nowhere = (): never => {
  throw new Error('There is no file here.');
};

/** The address of the document that {@link writingOn} opens. */
export const LOG = 'untitled:log';

/** Rule writing over one log of these records, with these rules in force. */
export async function writingOn(
  records: readonly Json[],
  given: RulesGiven = { sources: [] },
): Promise<{ engine: CaseEngine; writing: RuleWriting }> {
  const platform = { read: nowhere, inflate: nowhere, list: nowhere };
  const engine = new CaseEngine(
    platform,
    async () => given,
    { progress: () => undefined, changed: () => undefined },
    nowhere,
  );
  await engine.open({ uri: LOG, from: { text: s3(...records) } });
  return { engine, writing: new RuleWriting(engine.rules, (key) => engine.scopeOf(key)) };
}

/** A text with the cursor marked `¦`, and where that is. */
export function withCursor(marked: string): { text: string; line: number; character: number } {
  const at = marked.indexOf('¦');
  assert.ok(at >= 0, 'a cursor');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    line: before.length - 1,
    character: before.at(-1)?.length ?? 0,
  };
}
