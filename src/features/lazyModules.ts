import type * as ruleLanguage from '../case/rules/ruleWriting/language';
import type * as reference from '../reference';
import type { LoadAsset, Reference } from '../reference';

/** Code in files of its own, which is read when somebody first needs it; hosts differ in how. */
export interface LazyModules {
  readonly reference: ImportReference;
  readonly ruleLanguage: ImportRuleLanguage;
}

/** The facts behind hovers: no log needs them to be read and shown. */
export type ImportReference = () => Promise<typeof reference>;

/** What only who writes a rule needs. */
export type ImportRuleLanguage = () => Promise<typeof ruleLanguage>;

/** The facts behind hovers, as they are asked. */
export type LazyReference = () => Promise<Reference>;

/** `load`: see {@link Reference}. */
export function lazyReference(importing: ImportReference, load: LoadAsset): LazyReference {
  return importedOnce(() => importing().then(({ Reference }) => new Reference(load)));
}

/** The same each time; what could not be had is asked for again. */
export function importedOnce<T>(importing: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= importing().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}
