import { CalledBy } from '../../../../detection/link/called';
import { referenceKey } from '../../../../detection/link/referenceKey';
import type { ConditionWord } from './conditionWords';
import { isAt, type RuleDocument, type WrittenSelection } from './documents';
import { referencesIn, ruleMeant, rulesOf, selectionsMeant } from './meant';
import type { Place, WrittenName } from './scalars';

/** A place in a text, both from 0. */
export interface At {
  readonly line: number;
  readonly character: number;
}

/** A rule of another file that is in force. */
export interface KnownRule {
  readonly id: string;
  readonly name: string | undefined;
  readonly title: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** What stands at a place and can be gone to. */
export type Subject =
  | {
      readonly kind: 'selections';
      readonly at: Place;
      readonly document: RuleDocument;
      readonly selections: readonly WrittenSelection[];
    }
  | {
      readonly kind: 'rules';
      readonly at: Place;
      /** By what it is called there. */
      readonly text: string;
      /** Rules of the file, the one that is meant first; else those of other files. */
      readonly own: readonly RuleDocument[];
      readonly others: readonly KnownRule[];
    };

/** A rule file, and the rules of other files that it may refer to. */
export class RuleFile {
  private readonly own;
  private readonly others;

  constructor(
    readonly documents: readonly RuleDocument[],
    known: readonly KnownRule[],
  ) {
    this.own = rulesOf(documents);
    this.others = new CalledBy(known, (rule) => rule);
  }

  subjectAt(at: At): Subject | undefined {
    const document = this.documents.findLast(({ firstLine }) => firstLine <= at.line);
    if (document === undefined || at.line > document.lastLine) return undefined;
    const here = ({ at: place }: WrittenName): boolean => isAt(place, at);
    const selection = document.selections.find(here);
    const word = document.kind === 'correlation' ? undefined : document.words.find(here);
    if (selection !== undefined || word !== undefined) {
      const own = { kind: 'selections', document, at: (selection ?? word as WrittenName).at } as const;
      const selections = word === undefined ? sameAs(selection, document) : this.selectionsOf(word, document);
      return { ...own, selections };
    }
    const called = [document.name, document.id, document.title].find((name) => name !== undefined && here(name));
    if (called !== undefined) return { kind: 'rules', ...called, own: [document], others: [] };
    const reference = referencesIn(document).find(here);
    return reference && { kind: 'rules', ...nameOf(reference), ...ruleMeant(reference.text, this.own, this.others) };
  }

  /** Where the subject is given its name. */
  definitions(subject: Subject): readonly Place[] {
    if (subject.kind === 'selections') return subject.selections.map(({ at }) => at);
    return subject.own.map(({ title, name, id, firstLine }) => (title ?? name ?? id)?.at ?? lineStart(firstLine));
  }

  /** Where it is given the name that stands at the place. */
  names(subject: Subject): readonly Place[] {
    if (subject.kind === 'selections') return this.definitions(subject);
    const own = subject.own.slice(0, 1).flatMap(({ title, name, id }) => [title, name, id]);
    return own.filter((one) => one !== undefined && isCalled(one, subject.text)).map((one) => (one as WrittenName).at);
  }

  /** Where it is named in the file, other than where it is given its name. */
  uses(subject: Subject): readonly Place[] {
    if (subject.kind === 'selections') {
      const { document, selections } = subject;
      const words = document.words.filter((word) =>
        this.selectionsOf(word, document).some((one) => selections.includes(one)),
      );
      return words.map(({ at }) => at);
    }
    const [own] = subject.own;
    const [other] = subject.others;
    const isMeant = ({ text }: WrittenName): boolean => {
      const meant = ruleMeant(text, this.own, this.others);
      return own === undefined ? other !== undefined && meant.others[0]?.id === other.id : meant.own[0] === own;
    };
    return this.documents.flatMap((document) => referencesIn(document).filter(isMeant).map(({ at }) => at));
  }

  /** The references in the file that are written so. */
  references(text: string): readonly WrittenName[] {
    return this.documents.flatMap(referencesIn).filter((one) => isCalled(one, text));
  }

  /** The rule of the file that a reference means. */
  ruleOf({ text }: WrittenName): RuleDocument | undefined {
    return ruleMeant(text, this.own, this.others).own[0];
  }

  /** Whether a rule, of the file or of another, has such an id, name or title. */
  isCalled(text: string): boolean {
    return [...this.own.called(text), ...this.others.called(text)].some((rules) => rules.length > 0);
  }

  /** What the file has of a rule of another file. */
  elsewhere(rule: KnownRule): Subject {
    return { kind: 'rules', at: lineStart(0), text: rule.id, own: [], others: [rule] };
  }

  /** The title of the rule that a reference means. */
  titleOf({ text }: WrittenName): string | undefined {
    const { own, others } = ruleMeant(text, this.own, this.others);
    return own[0]?.title?.text ?? others[0]?.title;
  }

  private selectionsOf(word: ConditionWord, { selections, kind }: RuleDocument): readonly WrittenSelection[] {
    return kind === 'correlation' ? [] : selectionsMeant(word, selections);
  }
}

/** All of one name: where it stands twice neither is the right one. */
function sameAs(selection: WrittenSelection | undefined, { selections }: RuleDocument): WrittenSelection[] {
  return selections.filter(({ text }) => text === selection?.text);
}

function nameOf({ text, at }: WrittenName): WrittenName {
  return { text, at };
}

function isCalled({ text }: WrittenName, name: string): boolean {
  return referenceKey(text) === referenceKey(name);
}

function lineStart(line: number): Place {
  return { line, start: 0, end: 0 };
}
