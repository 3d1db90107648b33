import * as vscode from 'vscode';
import { sourcePlace } from './shared';

/**
 * The group in which a log is open, as its file or laid out, so that an event of it does not cover what is beside it:
 * one in which it is to be seen, before one in which it is behind other tabs; undefined where it is in none.
 */
export function columnOfLog(document: vscode.Uri): vscode.ViewColumn | undefined {
  const { source } = sourcePlace(document);
  const shows = (tab: vscode.Tab | undefined): boolean =>
    tab?.input instanceof vscode.TabInputText && sourcePlace(tab.input.uri).source === source;
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const groups = [activeTabGroup, ...all.filter((group) => group !== activeTabGroup)];
  const inSight = groups.find(({ activeTab }) => shows(activeTab));
  return (inSight ?? groups.find(({ tabs }) => tabs.some(shows)))?.viewColumn;
}
