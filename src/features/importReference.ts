import type { ImportReference } from './lazyReference';

/** Desktop and remote hosts load a module of the extension's own as they load the extension. */
export const importReference: ImportReference = () => import('../reference');
