export { foldCase } from './caseFold';
export type { ColumnScreen } from './columnScreen';
export type { OpenRule } from './decisions';
export {
  chainedOf,
  correlationTypes,
  fieldIn,
  type Correlation,
  type CorrelationType,
} from './correlation/correlation';
export { Correlator } from './correlation/correlator';
export type { CorrelationMatch } from './correlation/match';
export type { Excerpt, Excerpts, Peers } from './correlation/excerpts';
export { Detector, fieldsOfRule, type RuleField, type RuleMatch } from './detector';
export type { MatchedField, MatchReason } from './explain';
export { loadRules, type LoadOptions, readRules, RuleLoader, type RuleSource } from './load';
export { fieldPath, FieldValues, readField, readFieldBelow, type FieldPath, type RecordObject } from './match/field';
export type { Column } from './match/column';
export { possibleNames } from './match/eventNames';
export type { EventFacts, KnownValue } from './match/screen';
export { parsedEvent, type EventSource } from './match/view';
export { nearestPath } from './near';
export { outlineRules, type Stretch, type WrittenField, type WrittenRule, type WrittenText } from './outline';
export type { ProblemCode, ProblemSeverity, RuleProblem } from './problem';
export { problemBehind, readBack } from './readBack';
export type { RuleSet } from './ruleSet';
export type { Filter } from './rule/filter';
export { leavesNothing } from './rule/leavesNothing';
export { ruleLevels, ruleStatuses, type Metadata, type RuleLevel } from './rule/metadata';
export { modifierNames } from './rule/modifier';
export { otherLogIn } from './rule/otherLog';
export type { PlaceholderTable } from './rule/placeholder';
export type { Rule } from './rule/rule';
export { packDocuments } from './yaml/packed';
export type { ReadRules } from './yaml/read';
