import * as vscode from 'vscode';
import { errorText } from '../../../case/errorText';
import type { RuleProblem } from '../../../detection';
import { EXCEPTIONS_PATH } from '../../rulesInForce/windowRules';
import { fileName, noticeText } from '../../shared';
import { showPlace } from './showException';

/** Says why nothing was written, and leads to where it is to be mended. */
export function refuse(uri: vscode.Uri, { message, line, column }: RuleProblem): false {
  const open = vscode.l10n.t('Open the File There');
  const said = vscode.l10n.t(
    'No exception was written: {0} cannot be added to as it is. Line {1}, column {2}: {3}',
    fileName(uri),
    line,
    column,
    message,
  );
  void vscode.window
    .showErrorMessage(noticeText(said), open)
    .then((chosen) => (chosen === open ? showPlace(uri, new vscode.Position(line - 1, column - 1)) : undefined));
  return false;
}

/** Why a file of exceptions is not written. */
export function whyUnwritten(error: unknown): string {
  // VS Code puts before what is wrong with a file what kind of error it is
  const reason = errorText(error).replace(/^(?:\w+ \(FileSystemError\): )?(?:Error: )?/, '');
  return vscode.l10n.t('{0} cannot be written: {1}', EXCEPTIONS_PATH, reason);
}

/** Says so where a person asked for nothing else. */
export function sayUnwritten(error: unknown): false {
  void vscode.window.showErrorMessage(noticeText(whyUnwritten(error)));
  return false;
}
