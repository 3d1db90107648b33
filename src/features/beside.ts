import * as vscode from 'vscode';

/** Where something is shown beside what is active: a group that is there, as a third leaves none wide enough, or a new one. */
export function columnBeside(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const at = all.findIndex(({ viewColumn }) => viewColumn === activeTabGroup.viewColumn);
  return (all[at + 1] ?? all[at - 1])?.viewColumn ?? vscode.ViewColumn.Beside;
}
