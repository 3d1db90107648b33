import * as vscode from 'vscode';
import type { EventPlace } from '../../../case/eventTable';
import { readableUri } from '../../shared';

/** An event of a case alone, which can be shown wherever its log lies. */
export function eventAlone({ uri, record }: EventPlace): vscode.Location {
  const alone = { first: record, last: record };
  return new vscode.Location(readableUri(vscode.Uri.parse(uri, true), alone), new vscode.Position(0, 0));
}
