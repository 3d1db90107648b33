import * as vscode from 'vscode';
import { isAt } from '../../../case/rules/ruleWriting/navigation/documents';
import { excerptOf } from '../../../case/rules/ruleWriting/navigation/excerpt';
import type { WrittenName } from '../../../case/rules/ruleWriting/navigation/scalars';
import type { RuleFile, Subject } from '../../../case/rules/ruleWriting/navigation/subject';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import { tacticNamed, tagKey, techniqueNamed } from '../../../case/rules/tactics';
import { codeBlock, escapeMarkdown, facts, paragraphs } from '../../../reference/markdown';
import { countInWords } from '../../counts';
import type { ImportRuleLanguage } from '../../lazyModules';
import { tacticInWords } from '../../rulesInForce/ruleDocuments';
import { placeRange, type WrittenRules } from './writtenRules';

const MAX_SELECTIONS = 5;

/** Says what a name in a rule stands for: a selection, another rule, a level, a tactic. */
export class RuleNameHovers implements vscode.HoverProvider {
  constructor(
    private readonly rules: WrittenRules,
    private readonly worker: Pick<RuleWritingWorker, 'ruleNames' | 'tagsSeen'>,
    private readonly language: ImportRuleLanguage,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const file = await this.rules.among(document);
    const subject = file?.subjectAt(position);
    if (file !== undefined && subject !== undefined) return hoverOf(await this.meant(file, subject, document), subject);
    for (const { level, tags } of file?.documents ?? []) {
      const here = ({ at }: WrittenName): boolean => isAt(at, position);
      if (level !== undefined && here(level)) return hoverOf(await this.levelText(level.text), level);
      const tag = tags.find(here);
      if (tag !== undefined) return hoverOf(await this.tagText(tag.text), tag);
    }
    return undefined;
  }

  private async meant(file: RuleFile, subject: Subject, document: vscode.TextDocument): Promise<string> {
    // the name itself says nothing that is not to be seen there
    if (file.names(subject).includes(subject.at)) return '';
    if (subject.kind === 'selections') {
      const shown = subject.selections.slice(0, MAX_SELECTIONS);
      const lineAt = (line: number): string => (line < document.lineCount ? document.lineAt(line).text : '');
      const left = subject.selections.length - shown.length;
      const more = left > 0 ? vscode.l10n.t('and {0} more', countInWords(left)) : undefined;
      return paragraphs(...shown.map((selection) => codeBlock(excerptOf(lineAt, selection), 'yaml')), more);
    }
    const [own] = subject.own;
    if (own !== undefined) return ruleText(own.title?.text ?? own.name?.text ?? '', own.level?.text);
    const [other] = subject.others;
    const names = await this.worker.ruleNames().catch(() => []);
    return other === undefined ? '' : ruleText(other.title, names.find(({ id }) => id === other.id)?.level);
  }

  private async levelText(level: string): Promise<string> {
    const { LEVEL_WORDS } = await this.language();
    const text = LEVEL_WORDS.find(({ word }) => word === level.toLowerCase())?.text;
    return text === undefined ? '' : `**${level.toLowerCase()}**: ${text}`;
  }

  /** What is known of a tag without a network: whose name it is, and how many rules have it. */
  private async tagText(tag: string): Promise<string> {
    const tactic = tacticNamed(tag);
    const technique = techniqueNamed(tag);
    const named =
      technique !== undefined
        ? vscode.l10n.t('Technique {0} of MITRE ATT&CK', `**${technique}**`)
        : tactic !== undefined && /^attack\./i.test(tag)
          ? vscode.l10n.t('The tactic {0} of MITRE ATT&CK', `**${tacticInWords(tactic)}**`)
          : undefined;
    const seen = await this.worker.tagsSeen().catch(() => []);
    const rules = seen.find((one) => one.tag === tagKey(tag))?.rules ?? 0;
    const counted =
      rules === 1
        ? vscode.l10n.t('1 rule in force is tagged so.')
        : rules > 0
          ? vscode.l10n.t('{0} rules in force are tagged so.', countInWords(rules))
          : vscode.l10n.t('No rule in force is tagged so.');
    return paragraphs(named, counted);
  }
}

function ruleText(title: string, level: string | undefined): string {
  const name = title === '' ? undefined : `**${escapeMarkdown(title)}**`;
  return facts(name, level === undefined ? undefined : vscode.l10n.t('level {0}', escapeMarkdown(level)));
}

/** Untrusted and without HTML: a rule may come from anybody. */
function hoverOf(text: string, { at }: Pick<WrittenName, 'at'>): vscode.Hover | undefined {
  return text === '' ? undefined : new vscode.Hover(new vscode.MarkdownString(text), placeRange(at));
}
