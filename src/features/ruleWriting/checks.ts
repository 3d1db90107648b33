import type * as vscode from 'vscode';
import type { RuleCheck, RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';

interface Checked {
  readonly version: number;
  readonly epoch: number;
  readonly check: Promise<RuleCheck | undefined>;
}

/** What is wrong in rule documents and what stands where, asked once a version. */
export class RuleChecks {
  private readonly checked = new Map<string, Checked>();
  private epoch = 0;

  constructor(private readonly worker: RuleWritingWorker) {}

  /** The check of the document as it is now; undefined when the worker is gone. */
  of(document: vscode.TextDocument): Promise<RuleCheck | undefined> {
    const uri = document.uri.toString();
    const { version } = document;
    const known = this.checked.get(uri);
    if (known?.version === version && known.epoch === this.epoch) return known.check;
    const check = this.worker.checkRules(uri, document.getText()).catch(() => {
      this.checked.delete(uri);
      return undefined;
    });
    this.checked.set(uri, { version, epoch: this.epoch, check });
    return check;
  }

  /** The rules in force changed: what refers to them may be right or wrong now. */
  forgetAll(): void {
    this.epoch++;
  }

  forget(uri: string): void {
    this.checked.delete(uri);
  }
}
