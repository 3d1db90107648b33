import {
  loadRules,
  nearestPath,
  outlineRules,
  readRules,
  type RuleProblem,
  type RuleSet,
  type WrittenRule,
} from '../../../detection';
import type { CloudTrailRecord } from '../../../record/types';
import type { FacetReader } from '../../../query/facets';
import type { RuleBook } from '../ruleBook';
import { Turns } from '../../turns';
import { tagsOfEvent, type TagSeen, tagsSeen } from './eventTags';
import { countFields, fieldsSeen, type FieldsSeen, valuesSeen, type ValuesSeen } from './fields';
import { headProblems } from './headProblems';
import { sameIdProblems } from './sameIds';
import { type RuleUse, ruleUses } from './navigation/uses';
import { type RuleName, ruleNames } from './ruleNames';
import { fieldKey } from './scalar';
import type { Scope } from '../../scope';
import { type Standing, standings } from './standing';
import { tagProblems } from './tagProblems';
import { tryRules, type TrialResult } from './trial';

export type { RuleName, RuleUse };

/** What is wrong in a rule file, and what stands where in it. */
export interface RuleCheck {
  readonly problems: readonly RuleProblem[];
  readonly rules: readonly WrittenRule[];
  /** What is in force of the file as it is saved, if anything is read from it. */
  readonly standings: readonly Standing[] | undefined;
}

/** What the editor asks while somebody writes a rule; see Requests in worker/protocol.ts. */
export interface RuleWritingWorker {
  checkRules(path: string, text: string): Promise<RuleCheck>;
  tryRules(key: string, path: string, text: string, signal?: AbortSignal): Promise<TrialResult | undefined>;
  countFields(key: string, paths: readonly string[], signal?: AbortSignal): Promise<readonly number[] | undefined>;
  fieldsSeen(key: string, names: readonly string[], signal?: AbortSignal): Promise<FieldsSeen | undefined>;
  valuesSeen(
    key: string,
    path: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<ValuesSeen | undefined>;
  nearestFields(
    key: string,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (string | undefined)[] | undefined>;
  ruleNames(): Promise<readonly RuleName[]>;
  ruleUses(id: string, signal?: AbortSignal): Promise<readonly RuleUse[]>;
  tagsSeen(): Promise<readonly TagSeen[]>;
  tagsOfEvent(record: CloudTrailRecord): Promise<readonly string[]>;
}

/** Answers of one reading of a scope's events. */
interface Remembered {
  readonly counts: Map<string, number>;
  readonly fields: Map<string, FieldsSeen>;
  readonly values: Map<string, ValuesSeen>;
}

/** A file as it was looked at last. */
interface Looked {
  readonly path: string;
  readonly text: string;
  /** The rules that were in force then. */
  readonly inForce: unknown;
  /** Its own rules, and those that they may refer to. */
  readonly set: RuleSet;
  readonly rules: readonly WrittenRule[];
  /** What is wrong with its tags, its id and its dates, which the rules in force need not be told. */
  readonly head: readonly RuleProblem[];
}

const MAX_REMEMBERED = 200;

/** Rules while they are written: what is wrong with them, what they would find, and what there is to look for. */
export class RuleWriting {
  /** A scope's answers go with its reader, which is another one when its events are read again. */
  private readonly remembered = new WeakMap<FacetReader, Remembered>();
  private last: Looked | undefined;

  constructor(
    private readonly rules: RuleBook,
    private readonly scopeOf: (key: string) => Scope | undefined,
  ) {}

  /** Problems of a file's own documents. Those that refer to others are read together with the rules in force. */
  async check(path: string, text: string): Promise<RuleCheck> {
    const { set, rules, head } = await this.look(path, text);
    const problems = [...set.problems.filter((problem) => problem.path === path), ...head];
    const inForce = await this.rules.loaded();
    const isInForce = inForce.sources.some((source) => source.path === path);
    problems.push(...sameIdProblems(path, text, set, inForce.set));
    return { problems, rules, standings: isInForce ? standings(path, set, inForce.set) : undefined };
  }

  /** What the documents of a file are true of; undefined when the scope is not there any more. */
  async try(key: string, path: string, text: string, signal?: AbortSignal): Promise<TrialResult | undefined> {
    const scope = this.scopeOf(key);
    return scope && tryRules((await this.look(path, text)).set, path, scope, new Turns(signal));
  }

  /** In how many events each field is there; undefined when the scope is not there any more. */
  async countFields(key: string, paths: readonly string[], signal?: AbortSignal): Promise<number[] | undefined> {
    const scope = this.scopeOf(key);
    if (scope === undefined) return undefined;
    const { counts } = this.memoryOf(scope);
    const asked = [...new Set(paths)].filter((path) => !counts.has(path));
    const found = await countFields(scope, asked, new Turns(signal));
    for (const [n, path] of asked.entries()) remember(counts, path, found[n] ?? 0);
    return paths.map((path) => counts.get(path) ?? found[asked.indexOf(path)] ?? 0);
  }

  /** Fields of the events with one of these names, or of all when no event has one; undefined without a scope. */
  async fields(key: string, names: readonly string[], signal?: AbortSignal): Promise<FieldsSeen | undefined> {
    const scope = this.scopeOf(key);
    if (scope === undefined) return undefined;
    const { fields } = this.memoryOf(scope);
    const question = JSON.stringify(names);
    const seen = fields.get(question) ?? (await fieldsSeen(scope, names, new Turns(signal)));
    remember(fields, question, seen);
    return seen;
  }

  /** For each name of a field one that events have and that was probably meant; undefined without a scope. */
  async nearestFields(
    key: string,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<(string | undefined)[] | undefined> {
    const seen = await this.fields(key, [], signal);
    // what would need quotes cannot be put in the place of a part of a key
    const known = seen?.fields.map((field) => field.path).filter((path) => fieldKey(path) === path);
    return known && paths.map((path) => nearestPath(path, known));
  }

  /** The values of a field in such events; undefined without a scope. */
  async values(
    key: string,
    path: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<ValuesSeen | undefined> {
    const scope = this.scopeOf(key);
    if (scope === undefined) return undefined;
    const { values } = this.memoryOf(scope);
    const question = JSON.stringify([path, names]);
    const seen = values.get(question) ?? (await valuesSeen(scope, path, names, new Turns(signal)));
    remember(values, question, seen);
    return seen;
  }

  /** The rules and correlations in force, by title. */
  async names(): Promise<RuleName[]> {
    return ruleNames((await this.rules.loaded()).set);
  }

  /** Where the files in force refer to one of those. */
  async uses(id: string, signal?: AbortSignal): Promise<RuleUse[]> {
    return ruleUses(await this.rules.loaded(), id, new Turns(signal));
  }

  /** How the rules and correlations in force are tagged, the most usual tag first. */
  async tags(): Promise<TagSeen[]> {
    const { set } = await this.rules.loaded();
    return tagsSeen([...set.rules, ...set.correlations]);
  }

  /** Tags for a rule about such events; see {@link tagsOfEvent}. */
  async tagsOf(record: CloudTrailRecord): Promise<string[]> {
    return tagsOfEvent(await this.rules.loaded(), record);
  }

  private async look(path: string, text: string): Promise<Looked> {
    const inForce = await this.rules.loaded();
    const { last } = this;
    if (last?.path === path && last.text === text && last.inForce === inForce) return last;
    const read = readRules(text);
    const rules = outlineRules(text, read);
    const refers = rules.some(({ kind }) => kind !== 'rule');
    // first, so that of two copies of a document the other one is passed over
    const own = { path, text, read };
    const others = refers ? inForce.sources.filter((source) => source.path !== path) : [];
    const set = loadRules([own, ...others], inForce.options);
    const head = [...headProblems(path, text, read), ...tagProblems(path, text, read)];
    return (this.last = { path, text, inForce, set, rules, head });
  }

  private memoryOf({ reader }: Scope): Remembered {
    let memory = this.remembered.get(reader);
    if (memory === undefined) {
      memory = { counts: new Map(), fields: new Map(), values: new Map() };
      this.remembered.set(reader, memory);
    }
    return memory;
  }
}

/** Keeps an answer; the oldest goes. */
function remember<T>(answers: Map<string, T>, question: string, answer: T): void {
  answers.delete(question);
  answers.set(question, answer);
  const [oldest] = answers.keys();
  if (answers.size > MAX_REMEMBERED && oldest !== undefined) answers.delete(oldest);
}
