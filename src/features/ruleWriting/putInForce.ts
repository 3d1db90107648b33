import * as vscode from 'vscode';
import { errorText } from '../../case/errorText';
import { isThere } from '../isThere';
import { isExceptionsFile } from '../rulesInForce/windowRules';
import { isNamed, nameRules, type RuleTarget, ruleFoldersNamed, targetOf } from '../rulesInForce/ruleFolders';
import { saved } from '../saved';
import { fileName, listText, noticeText, sayInStatusBar } from '../shared';
import { titleAt } from '../ruleYaml';

/** Where rules of a workspace are kept when nothing else is said. */
const OWN_FOLDER = '.cloudtrail/rules';
const FILE_TYPES = { YAML: ['yml', 'yaml'] };

/** VS Code's own. */
const MANAGE_TRUST = 'workbench.trust.manage';

/**
 * Puts the rules of a document in force: saves it, and names it in the setting for one's own rules where that is needed.
 * `waitsForTrust`: settings of the workspace name it, which are not read before it is trusted. `hasMistake`: whether there
 * is one for which a rule of it is not used. `kept` is told of the file that a draft became.
 */
export async function putInForce(
  document: vscode.TextDocument,
  waitsForTrust: boolean,
  hasMistake: (document: vscode.TextDocument) => Promise<boolean>,
  kept: (draft: vscode.Uri, file: vscode.Uri) => void,
): Promise<void> {
  try {
    const isWrong = hasMistake(document);
    const said = document.isUntitled ? await keepDraft(document, kept) : await nameFile(document, waitsForTrust);
    const butWrong = vscode.l10n.t('Saved. What has a mistake in it is not used: see its problems.');
    if (said !== undefined) sayInStatusBar((await isWrong) ? butWrong : said, 8000);
  } catch (error) {
    const why = errorText(error);
    const message = vscode.l10n.t('The rule could not be put in force: {0}', why);
    void vscode.window.showErrorMessage(noticeText(message));
  }
}

interface Choice extends vscode.QuickPickItem {
  /** What is to be named in the setting; nothing when it is already. */
  readonly target: RuleTarget | undefined;
}

/** A file that nothing names: it alone, or all of its folder. */
async function nameFile(document: vscode.TextDocument, waitsForTrust: boolean): Promise<string | undefined> {
  const { uri } = document;
  // of what was deleted, and is still open, nothing is changed that could be saved
  if (!document.isDirty && !(await isThere(uri))) await writeText(uri, document);
  if (!(await saved(document))) return undefined;
  if (isExceptionsFile(uri.path) || (await isNamed(uri))) return vscode.l10n.t('Saved: it is in force.');
  const choices = [targetOf(uri, false), targetOf(vscode.Uri.joinPath(uri, '..'), true)];
  const items = choices.map((target, n): Choice => ({
    label: n === 0 ? vscode.l10n.t('This file alone') : vscode.l10n.t('All rules of its folder'),
    detail: addsInWords(target),
    target,
  }));
  const trust: Choice = {
    label: vscode.l10n.t('Manage Workspace Trust…'),
    detail: vscode.l10n.t('The settings of this folder name the rule; they are not read in Restricted Mode'),
    target: undefined,
  };
  const title = vscode.l10n.t('Put the Rule in Force');
  const chosen = await vscode.window.showQuickPick(waitsForTrust ? [trust, ...items] : items, { title });
  if (chosen === trust) await vscode.commands.executeCommand(MANAGE_TRUST);
  if (chosen?.target === undefined) return undefined;
  await nameRules(chosen.target);
  return inForceInWords(chosen.target);
}

async function writeText(file: vscode.Uri, document: vscode.TextDocument): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(document.getText()));
}

interface Place extends Choice {
  /** Undefined when the person is to say where. */
  readonly folder: vscode.Uri | undefined;
}

/** A draft that no file holds: it is saved among the rules in force, or where the person says. */
async function keepDraft(
  document: vscode.TextDocument,
  kept: (draft: vscode.Uri, file: vscode.Uri) => void,
): Promise<string | undefined> {
  const name = nameOf(document);
  const places = placesFor(name);
  const elsewhere: Place = { label: vscode.l10n.t('Save elsewhere…'), folder: undefined, target: undefined };
  const title = vscode.l10n.t('Put the Rule in Force');
  const place = places.length === 0 ? elsewhere : await vscode.window.showQuickPick([...places, elsewhere], { title });
  if (place === undefined) return undefined;
  const file = place.folder === undefined ? await askForFile(name) : await freeName(place.folder, name);
  if (file === undefined) return undefined;
  await writeText(file, document);
  await replaceTab(document, file);
  kept(document.uri, file);
  const target = place.target ?? ((await isNamed(file)) ? undefined : targetOf(file, false));
  if (target === undefined) return vscode.l10n.t('Saved as {0}: it is in force.', fileName(file));
  await nameRules(target);
  return inForceInWords(target);
}

function placesFor(name: string): Place[] {
  const folders = ruleFoldersNamed();
  const known = folders.map((folder): Place => {
    const shown = vscode.workspace.asRelativePath(folder);
    const detail = vscode.l10n.t('Rules of this folder are in force already');
    return {
      label: vscode.l10n.t('Save in {0}', listText(shown)),
      description: name,
      detail,
      folder,
      target: undefined,
    };
  });
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const isWritable = first && vscode.workspace.fs.isWritableFileSystem(first.uri.scheme) !== false;
  if (first === undefined || isWritable !== true || !vscode.workspace.isTrusted) return known;
  const folder = vscode.Uri.joinPath(first.uri, OWN_FOLDER);
  if (folders.some((one) => one.toString() === folder.toString())) return known;
  const target = targetOf(folder, true);
  const label = vscode.l10n.t('Save in {0}', OWN_FOLDER);
  return [...known, { label, description: name, detail: addsInWords(target), folder, target }];
}

async function askForFile(name: string): Promise<vscode.Uri | undefined> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Rule'),
    filters: FILE_TYPES,
    ...(first === undefined ? {} : { defaultUri: vscode.Uri.joinPath(first.uri, name) }),
  });
}

/** `CreateKeyPair by alice` → `createkeypair_by_alice.yml`, as Sigma's rules are called. */
function nameOf(document: vscode.TextDocument): string {
  const words =
    titleAt(document, 0)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return `${words.join('_').slice(0, 60) || 'rule'}.yml`;
}

/** The name, or the next one that is not taken. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, number === 1 ? name : name.replace(/\.yml$/, `_${number}.yml`));
    if (!(await isThere(uri))) return uri;
  }
}

/** Shows a file where its draft was, which is left without a question: the file holds all of it. */
async function replaceTab(draft: vscode.TextDocument, file: vscode.Uri): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === draft);
  const { selection, viewColumn = vscode.ViewColumn.Active } = editor ?? {};
  const options = { viewColumn, preview: false, ...(selection && { selection }) };
  // before the draft goes: an empty group would give the focus to the one beside it
  await vscode.window.showTextDocument(file, options);
  await vscode.window.showTextDocument(draft, { viewColumn });
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.window.showTextDocument(file, options);
}

function addsInWords({ entry, isOfWorkspace }: RuleTarget): string {
  return isOfWorkspace
    ? vscode.l10n.t('Adds "{0}" to the setting cloudtrail.detection.rules of this workspace', listText(entry))
    : vscode.l10n.t('Adds "{0}" to your own setting cloudtrail.detection.rules', listText(entry));
}

function inForceInWords({ entry }: RuleTarget): string {
  return vscode.l10n.t('In force: rules at {0}', entry);
}
