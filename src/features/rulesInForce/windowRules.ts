import * as vscode from 'vscode';
import type { Tables } from '../../case/rules/bundledRules';
import type { RulesGiven } from '../../case/rules/ruleBook';
import { today } from '../../case/today';
import type { RuleSource } from '../../detection';
import { foldersAround } from './folderMoves';
import { entriesOf, ownRules, patternsFor, readRuleFile } from './ruleFolders';
import { restrictedSetting } from '../restrictedSettings';
import { settingsSetAside } from './setAside';

/** Where exceptions are kept in a workspace: Sigma filter documents that people review like code. */
export const EXCEPTIONS_PATH = '.cloudtrail/exceptions.yml';

/** Whether a path, or an address, is that of a file of exceptions. */
export function isExceptionsFile(path: string): boolean {
  return path.endsWith(`/${EXCEPTIONS_PATH}`);
}

const MAY_EXPIRE = /\bexpires\b/;

/** So many entries of a setting that is not read are looked at, and only those that a person may have written. */
const MAX_UNTRUSTED = 100;
const isSimple = (entry: string): boolean => entry.length <= 200 && entry.split('*').length <= 8;

/** What a window gives the engine, and what there is to say of it: read at once, and true of one moment. */
export interface WindowRules {
  readonly given: RulesGiven;
  /** Whether the workspace has exceptions that are not applied, because it is not trusted. */
  readonly areSetAside: boolean;
  /** The settings of the workspace that are not read, because it is not trusted. */
  readonly unreadSettings: readonly string[];
  /** Where only settings look for rules that are not read. */
  readonly untrusted: readonly vscode.RelativePattern[];
  /** Entries of the setting for one's own rules at which there is no rule. */
  readonly withoutRules: readonly string[];
  /** There is no rule at all: the bundled ones are switched off, and no others are there. */
  readonly areNone: boolean;
  /** Folders in which there are rules or exceptions in force, directly or deeper. */
  readonly folders: ReadonlySet<string>;
  /** The day for which rules were given that expire; undefined where none does. */
  readonly day: string | undefined;
}

/**
 * Reads the person's own rules and the workspace's exceptions.
 * @param bundled the product's own rules, as JSON
 * @param tables what `|expand` may name besides the accounts
 * @param unsaved exceptions that no file holds
 */
export async function readWindowRules(bundled: Uint8Array, tables: Tables, unsaved: string): Promise<WindowRules> {
  const own = await ownRules();
  const restricted = await settingsSetAside();
  const unread = entriesOf(restricted.get('cloudtrail.detection.rules')).filter(isSimple).slice(0, MAX_UNTRUSTED);
  // exceptions are read below, if they are to be trusted
  const rules = own.sources.filter(({ path }) => !isExceptionsFile(path));
  const isBundled = restrictedSetting('detection.bundled') !== false;
  const exceptions = await workspaceExceptions();
  // a folder of unknown origin could hide what was done with its logs
  const areSetAside = exceptions.length > 0 && !vscode.workspace.isTrusted;
  const inFiles = areSetAside ? rules : [...rules, ...exceptions];
  const sources = unsaved === '' ? inFiles : [...inFiles, { path: 'untitled:exceptions', text: unsaved }];
  const now = today();
  const accounts = Object.keys(restrictedSetting('accounts') ?? {});
  return {
    given: { bundled, isBundledOff: !isBundled, sources, placeholders: { ...tables, accounts }, today: now },
    areSetAside,
    unreadSettings: [...restricted.keys()],
    untrusted: patternsFor(unread),
    withoutRules: own.empty,
    areNone: !isBundled && rules.length === 0,
    folders: foldersAround(inFiles.map(({ path }) => path)),
    day: sources.some(({ text }) => MAY_EXPIRE.test(text)) ? now : undefined,
  };
}

async function workspaceExceptions(): Promise<RuleSource[]> {
  const uris = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, EXCEPTIONS_PATH));
  const files = await Promise.all(uris.map(readRuleFile));
  return files.filter((file) => file !== undefined);
}
