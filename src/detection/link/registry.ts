import type { CorrelationDraft } from '../correlation/read';
import { writtenIn } from '../problem';
import { UNTITLED } from '../rule/metadata';
import type { RuleDraft } from '../rule/rule';
import { CalledBy } from './called';
import { fileInWords } from './fileInWords';
import type { LeftOut } from './leftOut';

/** A document that others can refer to. */
export type Draft = RuleDraft | CorrelationDraft;

export function isCorrelation(draft: Draft): draft is CorrelationDraft {
  return 'type' in draft;
}

/**
 * Finds documents by reference: by id first, then by name, then by title. Among several of one name or title, one of
 * the file that the reference stands in comes first.
 */
export class Registry {
  private readonly called: CalledBy<Draft>;

  constructor(
    private readonly unique: UniqueDrafts,
    private readonly leftOut: LeftOut,
  ) {
    this.called = new CalledBy(unique.drafts, ({ metadata }) => metadata);
  }

  /** All that documents can be referred to by. */
  names(): string[] {
    return this.called.names();
  }

  find(reference: string, path: string): Draft | undefined {
    return this.among(reference, path)[0];
  }

  /**
   * All that a reference may mean: those of its file, or, if it has none of that name, not even one that was left out,
   * those of any file.
   */
  among(reference: string, path: string): readonly Draft[] {
    for (const drafts of this.called.called(reference)) {
      if (drafts.length === 0) continue;
      const near = drafts.filter((draft) => draft.metadata.path === path || this.unique.copiedIn.get(draft)?.has(path));
      if (near.length > 0) return near;
      return this.leftOut.of(reference, path) === undefined ? drafts : [];
    }
    return [];
  }
}

/** Documents, each once and with an id of its own. */
export interface UniqueDrafts {
  readonly drafts: readonly Draft[];
  /** The other files that have a copy of a document. */
  readonly copiedIn: ReadonlyMap<Draft, ReadonlySet<string>>;
}

/**
 * Makes ids unique, because everything downstream knows rules by id. A copy of a document that was read before is left
 * out; another document of the same id gets a number behind it.
 */
export function withUniqueIds(documents: readonly Draft[]): UniqueDrafts {
  const seen = new Map<string, Map<string, Draft>>();
  const titles = new Map<string, number>();
  for (const { metadata } of documents) titles.set(metadata.title, (titles.get(metadata.title) ?? 0) + 1);
  const drafts: Draft[] = [];
  const copiedIn = new Map<Draft, Set<string>>();
  for (const draft of documents) {
    const { id, path } = draft.metadata;
    const earlier = seen.get(id) ?? new Map<string, Draft>();
    const contents = contentsOf(draft);
    const same = earlier.get(contents);
    if (same !== undefined) {
      copiedIn.set(same, (copiedIn.get(same) ?? new Set()).add(path));
      const from = fileInWords(same.metadata.path, path);
      draft.report.warn(draft.span, `This document was read already from ${from}; it counts once.`);
      continue;
    }
    const [first] = earlier.values();
    const own = first === undefined ? withReference(draft, titles) : numbered(draft, earlier.size + 1, first, titles);
    seen.set(id, earlier.set(contents, own));
    drafts.push(own);
  }
  return { drafts, copiedIn };
}

function numbered(
  draft: Draft,
  number: number,
  { metadata: first }: Draft,
  titles: ReadonlyMap<string, number>,
): Draft {
  const { writtenId, path } = draft.metadata;
  const id = `${draft.metadata.id}~${number}`;
  if (writtenId !== undefined) {
    const other = `"${first.title}" in ${fileInWords(first.path, path)}`;
    draft.report.warn(writtenId, `The id ${writtenId.text} is also that of ${other}; this one is known as ${id}.`);
  }
  // the number depends on which other files there are
  return called(draft, id, titles);
}

/** A document without an id of its own is named by its title, which people and other tools know. */
function withReference(draft: Draft, titles: ReadonlyMap<string, number>): Draft {
  const { id, writtenId } = draft.metadata;
  return writtenId === undefined ? called(draft, id, titles) : draft;
}

/** A document with an id that means nothing to people: a title that no other has names it. */
function called(draft: Draft, id: string, titles: ReadonlyMap<string, number>): Draft {
  const { title } = draft.metadata;
  const reference = titles.get(title) === 1 && title !== UNTITLED ? title : id;
  return { ...draft, metadata: { ...draft.metadata, id, reference } };
}

/** What a document says, with what others lent to it. */
function contentsOf({ report, span }: Draft): string {
  return `${report.base}\n${writtenIn(report, span)}`;
}
