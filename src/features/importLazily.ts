import type { LazyModules } from './lazyModules';

/** Desktop and remote hosts load a module of the extension's own as they load the extension. */
export const lazyModules: LazyModules = {
  reference: () => import('../reference'),
  ruleLanguage: () => import('../case/rules/ruleWriting/language'),
};
