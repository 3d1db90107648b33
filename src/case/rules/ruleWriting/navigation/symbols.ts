import type { RuleDocument, WrittenSelection } from './documents';
import type { RuleFile } from './subject';
import type { Place } from './scalars';

/** A part of a rule file in its outline. */
export interface RuleSymbol {
  readonly kind: 'rule' | 'correlation' | 'filter' | 'selection' | 'condition' | 'reference';
  readonly name: string;
  /** Beside the name: a level, the title of a rule that is referred to. */
  readonly detail: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly at: Place;
  readonly parts: readonly RuleSymbol[];
}

/** A rule file by its documents, and what each has. */
export function ruleSymbols(file: RuleFile): RuleSymbol[] {
  return file.documents.map((document) => ({
    kind: document.kind ?? 'rule',
    ...headOf(document),
    detail: document.level?.text ?? '',
    firstLine: document.firstLine,
    lastLine: document.lastLine,
    parts: partsOf(document, file),
  }));
}

function headOf({ title, name, id, kind, firstLine }: RuleDocument): Pick<RuleSymbol, 'name' | 'at'> {
  const called = title ?? name ?? id;
  return { name: called?.text ?? kind ?? '', at: called?.at ?? { line: firstLine, start: 0, end: 0 } };
}

/** In the order of the text. */
function partsOf({ selections, condition, rules, kind }: RuleDocument, file: RuleFile): RuleSymbol[] {
  const ofKey = (own: 'selection' | 'condition', { text, at, lastLine }: WrittenSelection): RuleSymbol => {
    return { kind: own, name: text, detail: '', firstLine: at.line, lastLine, at, parts: [] };
  };
  const parts = [
    ...selections.map((selection) => ofKey('selection', selection)),
    ...(condition === undefined ? [] : [ofKey('condition', condition)]),
    ...rules.map((reference): RuleSymbol => {
      const { text, at } = reference;
      const isAll = kind === 'filter' && /^(?:any|all)$/i.test(text);
      const title = isAll ? undefined : file.titleOf(reference);
      const detail = title === undefined || title === text ? '' : title;
      return { kind: 'reference', name: text, detail, firstLine: at.line, lastLine: at.line, at, parts: [] };
    }),
  ];
  return parts.sort((a, b) => a.at.line - b.at.line || a.at.start - b.at.start);
}
