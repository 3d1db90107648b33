import {
  type Correlation,
  Detector,
  type LoadOptions,
  type ReadRules,
  type Rule,
  type RuleLevel,
  RuleLoader,
  type RuleSet,
  type RuleSource,
} from '../../detection';
import { namesOfOthers, usableRules } from './bundledRules';
import { RuleReading, WORK_OF_A_FILE } from './ruleReading';
import { Turns } from '../turns';

/** What a rule tells about itself. */
export interface RuleFacts {
  readonly id: string;
  /** What exceptions name it by. */
  readonly reference: string;
  readonly title: string;
  readonly level: RuleLevel;
  readonly description: string;
  readonly tags: readonly string[];
  readonly falsepositives: readonly string[];
  readonly references: readonly string[];
  /** The file it is written in, and the line, from 1, where its document begins. */
  readonly path: string;
  readonly line: number;
}

/** A rule with the YAML it is written in. */
export interface RuleText extends RuleFacts {
  readonly text: string;
}

/** The rules in force and where they come from. */
export interface RulesGiven {
  /** Those of the product, as JSON in UTF-8: who gives them has a thread that should not read as much. */
  readonly bundled?: Uint8Array | undefined;
  /** Whether those are not in force: exceptions from them are no mistakes. */
  readonly isBundledOff?: boolean;
  readonly sources: readonly RuleSource[];
  /** Values that `|expand` names, such as `accounts`. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** The day by which filters expire, such as 2026-03-14. */
  readonly today?: string;
}

/** The rules in force, as they were read and as they are asked. */
export interface LoadedRules {
  readonly sources: readonly RuleSource[];
  readonly options: LoadOptions;
  readonly set: RuleSet;
  readonly detector: Detector;
}

/** The rules that are in force, loaded when they are first needed and again when they changed. */
export class RuleBook {
  private loading: Promise<LoadedRules> | undefined;
  /** What their files were read as: of a thousand one changes at a time. */
  private read: ReadonlyMap<string, ReadRules> = new Map();

  constructor(private readonly given: () => Promise<RulesGiven>) {}

  /** The rules in force. Rejects where they cannot be had, and asks for them again the next time. */
  loaded(): Promise<LoadedRules> {
    return this.loading ?? this.begin();
  }

  /** The rules changed: they are asked for again. */
  reload(): void {
    this.loading = undefined;
  }

  /** The rule or correlation with this id, for those who follow a finding's link. */
  async rule(id: string): Promise<RuleText | undefined> {
    const { set, sources } = await this.loaded();
    const rule = [...set.rules, ...set.correlations].find((candidate) => candidate.id === id);
    const text = sources.find((source) => source.path === rule?.path)?.text;
    return rule === undefined ? undefined : { ...factsOfRule(rule), text: text ?? '' };
  }

  private begin(): Promise<LoadedRules> {
    const loading = (this.loading = this.load());
    // a failure is told to who asked, and tried again for the next; what was begun since goes on
    loading.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }

  private async load(): Promise<LoadedRules> {
    const { bundled, isBundledOff = false, sources: own, placeholders = {}, today } = await this.given();
    const all = bundled === undefined ? [] : rulesIn(bundled);
    const usable = isBundledOff ? [] : usableRules(all, placeholders);
    const files = [...usable, ...own];
    const options: LoadOptions = {
      placeholders: new Map(Object.entries(placeholders)),
      setAside: namesOfOthers(all, usable),
      ...(today === undefined ? {} : { today }),
    };
    const loader = new RuleLoader(options);
    const reading = new RuleReading(this.read);
    const turns = new Turns();
    const sources: RuleSource[] = [];
    for (const file of files) {
      const source = reading.of(file);
      loader.add(source);
      sources.push(source);
      if (turns.due(WORK_OF_A_FILE)) await turns.next();
    }
    this.read = reading.kept;
    const set = loader.finish();
    return { sources, options, set, detector: new Detector(set) };
  }
}

function rulesIn(json: Uint8Array): RuleSource[] {
  return JSON.parse(new TextDecoder().decode(json)) as RuleSource[];
}

/** What the editor is told of a rule or a correlation: not how it is matched. */
export function factsOfRule(rule: Rule | Correlation): RuleFacts {
  const { id, reference, title, level, description, tags, falsepositives, references, path, line } = rule;
  return { id, reference, title, level, description, tags, falsepositives, references, path, line };
}
