import type { CorrelationDraft } from '../correlation/read';
import { writtenIn } from '../problem';
import type { RuleDraft } from '../rule/rule';
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
  private readonly maps = [new Map<string, Draft[]>(), new Map<string, Draft[]>(), new Map<string, Draft[]>()] as const;

  constructor(
    drafts: readonly Draft[],
    private readonly leftOut: LeftOut,
  ) {
    for (const draft of drafts) {
      const { id, name, title } = draft.metadata;
      for (const [i, key] of [id, name, title].entries()) {
        if (key === undefined) continue;
        const map = this.maps[i];
        const list = map?.get(key);
        if (list === undefined) map?.set(key, [draft]);
        else list.push(draft);
      }
    }
  }

  /** All that documents can be referred to by. */
  names(): string[] {
    return this.maps.flatMap((map) => [...map.keys()]);
  }

  find(reference: string, path: string): Draft | undefined {
    return this.among(reference, path)[0];
  }

  /**
   * All that a reference may mean: those of its file, or, if it has none of that name, not even one that was left out,
   * those of any file.
   */
  among(reference: string, path: string): readonly Draft[] {
    for (const map of this.maps) {
      const drafts = map.get(reference);
      if (drafts === undefined) continue;
      const near = drafts.filter((draft) => draft.metadata.path === path);
      if (near.length > 0) return near;
      return this.leftOut.of(reference, path) === undefined ? drafts : [];
    }
    return [];
  }
}

/**
 * Makes ids unique, because everything downstream knows rules by id. A copy of a document that was read before is left
 * out; another document of the same id gets a number behind it.
 */
export function withUniqueIds(drafts: readonly Draft[]): Draft[] {
  const seen = new Map<string, Map<string, Draft>>();
  const unique: Draft[] = [];
  for (const draft of drafts) {
    const { id } = draft.metadata;
    const earlier = seen.get(id) ?? new Map<string, Draft>();
    const contents = contentsOf(draft);
    const same = earlier.get(contents);
    if (same !== undefined) {
      draft.report.warn(draft.span, `This document was read already from ${same.metadata.path}; it counts once.`);
      continue;
    }
    const [first] = earlier.values();
    seen.set(id, earlier.set(contents, draft));
    if (first === undefined) {
      unique.push(draft);
      continue;
    }
    const numbered = `${id}~${earlier.size}`;
    if (!id.startsWith('derived-')) {
      draft.report.warn(
        draft.span,
        `The id ${id} is also that of "${first.metadata.title}" in ${first.metadata.path}; this one is known as ${numbered}.`,
      );
    }
    unique.push({ ...draft, metadata: { ...draft.metadata, id: numbered } });
  }
  return unique;
}

/** What a document says, with what others lent to it. */
function contentsOf({ report, span }: Draft): string {
  return `${report.base}\n${writtenIn(report, span)}`;
}
