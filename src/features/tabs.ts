import * as vscode from 'vscode';

// The editor keeps a document that an extension opened for minutes after its last tab; to a person it is closed.

/** The documents that a tab shows. */
export function documentsOf({ input }: vscode.Tab): string[] {
  if (input instanceof vscode.TabInputText) return [input.uri.toString()];
  return input instanceof vscode.TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
}

/** The tabs that show a file or a document in an editor of one kind, as text unless said otherwise. */
export function tabsOf(
  uri: vscode.Uri,
  kind: typeof vscode.TabInputText | typeof vscode.TabInputCustom = vscode.TabInputText,
): vscode.Tab[] {
  const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  return shown.filter(({ input }) => input instanceof kind && input.uri.toString() === uri.toString());
}

/** The documents that are open in some tab. */
export function documentsInTabs(): Set<string> {
  return new Set(vscode.window.tabGroups.all.flatMap((group) => group.tabs.flatMap(documentsOf)));
}

/** Whether the active tab shows a file as text. */
export function isInActiveTab(uri: vscode.Uri): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
