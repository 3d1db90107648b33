/** The bundled rules as they are written, to compare with what the window says of them. */
import fs from 'node:fs';
import path from 'node:path';
import { type Document, parseAllDocuments } from 'yaml';
import { ROOT } from '../../../scripts/vscode/extension';

export interface WrittenRule {
  title: string;
  id: string;
  level: string;
  description: string;
}

/** The rule of a file under rules/, like `ec2/key-pair-created`; of several documents the first, which is what is found. */
export function writtenRule(name: string): WrittenRule {
  const [first] = parseAllDocuments(fs.readFileSync(path.join(ROOT, 'rules', `${name}.yml`), 'utf8'));
  if (first === undefined) throw new Error(`no rule in ${name}`);
  return (first as Document).toJS() as WrittenRule;
}

/** A rule for one call, which the samples have. */
export const KEY_PAIR_RULE = `title: Key pair made
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: CreateKeyPair
  condition: selection
level: high
`;
