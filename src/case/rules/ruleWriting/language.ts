/**
 * The rule language in words, and what is written in it: only who writes a rule needs it, so that hosts read it as a file
 * of its own.
 */
export { askedAt } from './asked';
export { writingContext } from './context';
export { draftRule } from './draft';
export { KNOWN_FIELDS, type KnownField, recordPathOf } from './knownFields';
export { dryRunReport } from './report';
export { callsNamed, mistypedCalls } from './mistypedCalls';
export { ruleTemplate } from './templates';
export { mayBeWanted } from './typedLetters';
export { LEVEL_WORDS, MODIFIER_WORDS } from './words';
export { writtenAt } from './writtenAt';
