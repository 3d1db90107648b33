/** The bundled rules as they are written, to compare with what the window says of them. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../scripts/vscode/extension';

export interface WrittenRule {
  title: string;
  id: string;
  level: string;
  description: string;
}

/** A rule by its file under rules/, like `ec2/key-pair-created`. */
export function writtenRule(name: string): WrittenRule {
  return parse(fs.readFileSync(path.join(ROOT, 'rules', `${name}.yml`), 'utf8')) as WrittenRule;
}
