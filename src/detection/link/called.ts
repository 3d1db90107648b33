import { referenceKey } from './referenceKey';

/** What a document is referred to by. */
export interface Called {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly title: string | undefined;
}

/** Documents by what they are referred to by: by id before name, by name before title. */
export class CalledBy<T> {
  private readonly maps = [new Map<string, T[]>(), new Map<string, T[]>(), new Map<string, T[]>()] as const;

  constructor(documents: readonly T[], calledBy: (document: T) => Called) {
    for (const document of documents) {
      const { id, name, title } = calledBy(document);
      for (const [n, written] of [id, name, title].entries()) {
        if (written === undefined) continue;
        const key = referenceKey(written);
        const map = this.maps[n as 0 | 1 | 2];
        const list = map.get(key);
        if (list === undefined) map.set(key, [document]);
        else list.push(document);
      }
    }
  }

  /** Those that are called so by id, by name, by title. */
  called(reference: string): readonly (readonly T[])[] {
    const key = referenceKey(reference);
    return this.maps.map((map) => map.get(key) ?? []);
  }

  /** All that documents can be referred to by. */
  names(): string[] {
    return this.maps.flatMap((map) => [...map.keys()]);
  }
}
