import { type Correlation, type Filter, leavesNothing, type Rule, type RuleLevel, type RuleSet } from '../../../detection';

/** A place in a rule file. */
export interface RulePlaceInFile {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** What becomes of a document of a rule file that is in force. */
export interface Standing {
  /** The line of its title, from 1. */
  readonly line: number;
  readonly level: RuleLevel;
  /** It finds nothing for itself: correlations count what it is true of. */
  readonly isOnlyCounted: boolean;
  /** It is an exception, and none of the rules that it is from is in force. */
  readonly isFromNone: boolean;
  /** Exceptions that leave nothing of it: it is turned off. */
  readonly off: readonly RulePlaceInFile[];
  /** Exceptions that leave something out. */
  readonly except: readonly RulePlaceInFile[];
  /** Another file has the same document, and it counts once. */
  readonly copyOf: RulePlaceInFile | undefined;
}

/**
 * What is in force of a file's documents.
 * @param own the documents as they are loaded from this file alone
 * @param inForce all that are in force
 */
export function standings(path: string, own: RuleSet, inForce: RuleSet): Standing[] {
  const loaded = documentsOf(inForce);
  return documentsOf(own)
    .filter((document) => document.path === path)
    .flatMap((document) => {
      const itself = loaded.find((one) => one.path === path && one.line === document.line);
      const copy = loaded.find((one) => one.kind === document.kind && one.id === document.id && one.path !== path);
      const found = itself ?? copy;
      return found === undefined ? [] : [standingOf(document.line, found, itself === undefined, inForce)];
    });
}

type Document = Rule | Correlation | Filter;

function documentsOf({ rules, correlations, filters }: RuleSet): Document[] {
  return [...rules, ...correlations, ...filters];
}

function standingOf(line: number, found: Document, isCopy: boolean, { filters }: RuleSet): Standing {
  const its = found.kind === 'filter' ? [] : filters.filter(({ ruleIds }) => ruleIds.includes(found.id));
  const off = its.filter(leavesNothing);
  return {
    line,
    level: found.level,
    isFromNone: found.kind === 'filter' && found.ruleIds.length === 0,
    isOnlyCounted: found.kind !== 'filter' && !found.standalone,
    off: off.map(placeOf),
    except: its.filter((filter) => !off.includes(filter)).map(placeOf),
    copyOf: isCopy ? placeOf(found) : undefined,
  };
}

function placeOf({ path, line }: Document): RulePlaceInFile {
  return { path, line };
}
