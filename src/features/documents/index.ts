import * as vscode from 'vscode';
import type { DocumentRequest } from '../../case/documents/openDocuments';
import type { OpenLogs } from '../../case/documents/openLogs';
import { LANGUAGE, READABLE_SCHEME, addressOf, readableUri } from '../shared';
import { documentsInTabs, documentsOf } from '../tabs';
import { isLogTable, looksLikeCloudTrail } from './recognise';

/** A keystroke is not yet a change worth reading a log for. */
const SETTLE_MILLISECONDS = 300;
const JSON_LANGUAGES = new Set(['json', 'jsonc', 'jsonl', 'plaintext', 'log']);
/** What recognition by content looks at. */
const HEAD_CHARACTERS = 1 << 16;

/** Keeps the open logs in step with the editor: which documents are logs, what they say now, which one is active. */
export function register(context: vscode.ExtensionContext, logs: OpenLogs): void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const opened = (document: vscode.TextDocument): void => {
    if (document.languageId === LANGUAGE) {
      if (gaveWay(document)) return;
      const uri = document.uri.toString();
      // what the worker keeps of a file may be older than what the editor has just read
      if (document.uri.scheme !== READABLE_SCHEME) logs.worker.forget(uri);
      void logs.update(uri, document.version, textOf(document, logs));
    } else if (isLogByContent(document)) void vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  };
  const changed = ({ document }: vscode.TextDocumentChangeEvent): void => {
    const uri = document.uri.toString();
    // told of a document that was saved, too, and then no text changed
    if (document.languageId !== LANGUAGE || document.version === logs.state(uri)?.version) return;
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    // nobody types in it, and who waits for the rest of it is told at once
    if (document.uri.scheme === READABLE_SCHEME) return opened(document);
    const timer = setTimeout(() => {
      timers.delete(uri);
      if (!document.isClosed) opened(document);
    }, SETTLE_MILLISECONDS);
    timers.set(uri, timer);
  };
  const activate = (document: vscode.TextDocument): void => {
    const uri = document.uri.toString();
    // closed with its tab, while the editor still kept the document
    if (logs.state(uri) === undefined) opened(document);
    logs.activate(uri);
  };
  /** Where there is none that was looked at last, as in a window that comes up with the cursor in a rule beside it. */
  const takeOneInSight = (): void => {
    const document = logs.active === undefined ? logInSight() : undefined;
    if (document !== undefined) activate(document);
  };
  const activated = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.languageId === LANGUAGE) activate(editor.document);
    else takeOneInSight();
  };
  // the editor keeps a document that an extension opened for minutes after its last tab; to a person it is closed
  const tabsChanged = ({ closed }: vscode.TabChangeEvent): void => {
    if (closed.length === 0) return;
    const open = documentsInTabs();
    for (const uri of closed.flatMap(documentsOf)) if (!open.has(uri)) logs.close(uri);
    // nor is one that was laid out ahead and then never shown
    for (const { document } of vscode.window.visibleTextEditors) open.add(document.uri.toString());
    for (const { uri } of vscode.workspace.textDocuments) if (!open.has(uri.toString())) logs.close(uri.toString());
    takeOneInSight();
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => {
      opened(document);
      // a document whose language changes is closed and opened again, and stays the active one without a word
      activated(vscode.window.activeTextEditor);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => logs.close(document.uri.toString())),
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.window.onDidChangeActiveTextEditor(activated),
    vscode.window.onDidChangeVisibleTextEditors(takeOneInSight),
    vscode.window.tabGroups.onDidChangeTabs(tabsChanged),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
  vscode.workspace.textDocuments.forEach(opened);
  activated(vscode.window.activeTextEditor);
}

/** A log in an editor beside the active one. The editor of a tab that was just closed may still be among those in sight. */
function logInSight(): vscode.TextDocument | undefined {
  const open = documentsInTabs();
  const shown = vscode.window.visibleTextEditors.map(({ document }) => document);
  return shown.find(({ languageId, uri }) => languageId === LANGUAGE && open.has(uri.toString()));
}

/** Whether a raw file has no tab any more, because its readable view took that before the editor had read the file. */
function gaveWay({ uri }: vscode.TextDocument): boolean {
  if (uri.scheme === READABLE_SCHEME) return false;
  const open = documentsInTabs();
  return !open.has(uri.toString()) && open.has(readableUri(uri).toString());
}

/** Files are read by the worker itself; only text that the editor alone has is sent. */
function textOf(document: vscode.TextDocument, logs: OpenLogs): DocumentRequest['from'] {
  if (document.uri.scheme === READABLE_SCHEME) {
    const address = addressOf(document.uri);
    return { readable: logs.beginnings.has(document.uri.toString()) ? { ...address, beginning: true } : address };
  }
  return document.isDirty || document.isUntitled ? { text: document.getText() } : { file: document.uri.toString() };
}

function isLogByContent(document: vscode.TextDocument): boolean {
  if (!JSON_LANGUAGES.has(document.languageId)) return false;
  if (document.uri.scheme === READABLE_SCHEME) return true;
  const head = headOf(document);
  return looksLikeCloudTrail(head) || (document.languageId === 'plaintext' && isLogTable(head));
}

/** The first characters. To ask for the place of a character makes the editor's thread add up all lines. */
function headOf(document: vscode.TextDocument): string {
  let head = '';
  for (let line = 0; line < document.lineCount && head.length < HEAD_CHARACTERS; line++)
    head += `${document.lineAt(line).text.slice(0, HEAD_CHARACTERS)}\n`;
  return head;
}
