import * as vscode from 'vscode';
import { eventually, present } from './eventually';

export const READABLE = 'cloudtrail-log';
const EXTENSION = 'cloudtrail-inspector.cloudtrail-inspector';

/** What the editor suite and the web suite share: how a test looks at a log. It imports no node module. */

/** Starts the extension, as opening a first log does. */
export async function wake(): Promise<void> {
  await present(vscode.extensions.getExtension(EXTENSION), `extension ${EXTENSION}`).activate();
}

/** The settings that tests set. */
const TOUCHED = [
  'cloudtrail.accounts',
  'cloudtrail.inlayHints.account',
  'cloudtrail.inlayHints.localTime',
  'cloudtrail.inlayHints.person',
  'cloudtrail.inlayHints.stateCode',
  'cloudtrail.ipDatabases',
  'cloudtrail.maximumInflatedSize',
  'cloudtrail.openAs',
  'files.autoSave',
];

/** Closes every editor, unsaved changes given up, and the case, and puts the settings that tests touch back. */
export async function cleanUp(): Promise<void> {
  for (const setting of TOUCHED) {
    if (vscode.workspace.getConfiguration().inspect(setting)?.globalValue !== undefined)
      await configure(setting, undefined);
  }
  // of the tabs, not of all documents: VS Code itself holds settings.json for a moment while it writes a setting
  for (const { input, isDirty } of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (!isDirty || !(input instanceof vscode.TabInputText)) continue;
    await vscode.window.showTextDocument(input.uri);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  // a log that no document can hold becomes one; where the extension sleeps there is none
  if (vscode.extensions.getExtension(EXTENSION)?.isActive) await vscode.commands.executeCommand('cloudtrail.closeCase');
}

/** Sets a setting for the user, one that {@link cleanUp} puts back; undefined puts the default back. */
export async function configure(setting: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
}

/** The editor that a person looks at, once it shows a log from `uri`, as it is or laid out. */
export function activeLog(uri: vscode.Uri, scheme = uri.scheme): Promise<vscode.TextEditor> {
  return eventually(() => {
    const editor = present(vscode.window.activeTextEditor, 'active editor');
    const { uri: shown, languageId } = editor.document;
    const source = shown.scheme === READABLE ? shown.query : shown.toString();
    if (shown.scheme !== scheme || source !== uri.toString() || languageId !== 'cloudtrail')
      throw new Error(`The active editor shows ${shown.toString()} in language ${languageId}.`);
    return editor;
  });
}

/** Opens a file as the explorer does, and waits until it is there laid out. */
export async function openReadable(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.open', uri);
  return (await activeLog(uri, READABLE)).document;
}

/** Opens a file by "Inspect as CloudTrail Log". */
export async function inspect(uri: vscode.Uri, scheme = READABLE): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('cloudtrail.inspect', uri);
  return (await activeLog(uri, scheme)).document;
}

/** The outline of a document, once it has symbols. */
export function symbolsOf(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return eventually(async () => {
    const command = 'vscode.executeDocumentSymbolProvider';
    const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(command, document.uri);
    if (!found?.length) throw new Error(`${document.uri.toString()} has no symbols.`);
    return found;
  });
}

/** The Markdown of the extension's hovers at a place, none when there is nothing to say. */
export async function hoversAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.MarkdownString[]> {
  const command = 'vscode.executeHoverProvider';
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
  return hovers.flatMap(({ contents }) => contents.filter((content) => content instanceof vscode.MarkdownString));
}

/** What the Problems panel says of a document, once `enough` holds of it; in the order of the text. */
export function problemsOf(
  { uri }: vscode.TextDocument,
  enough: (problems: readonly vscode.Diagnostic[]) => boolean = (problems) => problems.length > 0,
): Promise<vscode.Diagnostic[]> {
  return eventually(() => {
    const problems = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'CloudTrail');
    problems.sort((a, b) => a.range.start.compareTo(b.range.start));
    if (!enough(problems)) throw new Error(`Problems: ${JSON.stringify(problems.map(({ message }) => message))}`);
    return problems;
  });
}

/** Whether a problem is about a suspicious event and not about the document. */
export function isFinding({ code }: vscode.Diagnostic): boolean {
  return typeof code === 'object';
}

/** What a problem says was found, without whose it is and where. */
export function whatFound({ message }: vscode.Diagnostic): string {
  return message.replace(/ · .*$/, '');
}

/** The place of the `nth` occurrence of a text, `inside` characters into it. */
export function placeOf(document: vscode.TextDocument, text: string, nth = 0, inside = 2): vscode.Position {
  const whole = document.getText();
  let at = -1;
  for (let n = 0; n <= nth; n++) at = whole.indexOf(text, at + 1);
  if (at < 0) throw new Error(`${JSON.stringify(text)} is not in ${document.uri.toString()}.`);
  return document.positionAt(at + inside);
}
