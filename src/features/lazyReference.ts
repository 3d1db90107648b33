import type { LoadAsset, Reference } from '../reference';

/** The facts behind hovers, loaded when somebody first asks for them: no log needs them to be read and shown. */
export type LazyReference = () => Promise<Reference>;

/** `load`: see {@link Reference}. */
export function lazyReference(load: LoadAsset): LazyReference {
  let loaded: Promise<Reference> | undefined;
  return () => (loaded ??= import('../reference').then(({ Reference }) => new Reference(load)));
}
