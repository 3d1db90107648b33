import * as vscode from 'vscode';
import type { RuleDocument } from '../../../case/rules/ruleWriting/navigation/documents';
import { RuleFileReader } from '../../../case/rules/ruleWriting/navigation/file';
import type { Place } from '../../../case/rules/ruleWriting/navigation/scalars';
import { RuleFile } from '../../../case/rules/ruleWriting/navigation/subject';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import { Turns } from '../../../case/turns';
import { isRuleDocument } from '../../ruleYaml';

interface Read {
  readonly version: number;
  readonly documents: Promise<readonly RuleDocument[]>;
  readonly reader: RuleFileReader;
}

/** Rule documents by what can be gone to in them, read once a version. */
export class WrittenRules {
  private readonly read = new WeakMap<vscode.TextDocument, Read>();

  constructor(private readonly worker: Pick<RuleWritingWorker, 'ruleNames'>) {}

  /** The file for itself; undefined when it holds no rules. */
  async alone(document: vscode.TextDocument): Promise<RuleFile | undefined> {
    return isRuleDocument(document) ? new RuleFile(await this.documents(document), []) : undefined;
  }

  /** The file with the rules in force that it may refer to; undefined when it holds no rules. */
  async among(document: vscode.TextDocument): Promise<RuleFile | undefined> {
    if (!isRuleDocument(document)) return undefined;
    const path = document.uri.toString();
    const names = this.worker.ruleNames().catch(() => []);
    const documents = await this.documents(document);
    // what is in force of the file itself is as it was last saved
    const others = (await names).filter((rule) => rule.path !== path);
    return new RuleFile(documents, others);
  }

  private documents(document: vscode.TextDocument): Promise<readonly RuleDocument[]> {
    const { version } = document;
    const last = this.read.get(document);
    if (last?.version === version) return last.documents;
    const reader = last?.reader ?? new RuleFileReader();
    const documents = reader.read(document.getText(), new Turns());
    this.read.set(document, { version, documents, reader });
    return documents;
  }
}

export function placeRange({ line, start, end }: Place): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
