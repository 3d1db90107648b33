import { CaseEngine } from '../../../../src/case/engine';
import { type Json, s3 } from '../../../fixtures/log';

export const LOG = 'untitled:log';
export const EXCEPTIONS = 'file:///work/.cloudtrail/exceptions.yml';

/** An engine with a log open, and rules and exceptions in force. */
export async function engineWith(
  rules: string,
  records: readonly Json[],
  ...exceptions: readonly string[]
): Promise<CaseEngine> {
  const nowhere = (): never => {
    throw new Error('There is no file here.');
  };
  const sources = [
    { path: 'rules.yml', text: rules },
    { path: EXCEPTIONS, text: exceptions.join('---\n') },
  ];
  const engine = new CaseEngine(
    { read: nowhere, inflate: nowhere, list: nowhere },
    async () => ({ sources }),
    { progress: () => undefined, changed: () => undefined },
    nowhere,
  );
  await engine.open({ uri: LOG, from: { text: s3(...records) } });
  return engine;
}
