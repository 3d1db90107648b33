import type * as code from '../reference';
import type { LoadAsset, Reference } from '../reference';

/** The facts behind hovers, loaded when somebody first asks for them: no log needs them to be read and shown. */
export type LazyReference = () => Promise<Reference>;

/** Reads their code, which is a file of its own; hosts differ in how. */
export type ImportReference = () => Promise<typeof code>;

/** `load`: see {@link Reference}. */
export function lazyReference(importing: ImportReference, load: LoadAsset): LazyReference {
  let loaded: Promise<Reference> | undefined;
  return () => (loaded ??= importing().then(({ Reference }) => new Reference(load)));
}
