import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { present } from './eventually';

/** The samples of the window's folder, by what the tests need them for. */
export const SAMPLES = {
  morning: '111122223333_CloudTrail_us-east-1_20260314T0920Z_kR7vQ2mXw9LpZ4Td.json.gz',
  unusedRegion: '111122223333_CloudTrail_sa-east-1_20260314T1345Z_u6GzPa0VxD2kMo9R.json.gz',
  oneLine: '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json',
  pretty: '111122223333_CloudTrail_us-east-1_20260314T1410Z_E4iBw7TyLs5CnQ8h.json',
  noName: 'root-terminates-instance.json',
} as const;

/** A sample in the window's folder. */
export function sample(name: keyof typeof SAMPLES): vscode.Uri {
  const [folder] = present(vscode.workspace.workspaceFolders, 'workspace folder');
  return vscode.Uri.joinPath(present(folder, 'workspace folder').uri, SAMPLES[name]);
}

/** A file's bytes, uncompressed. */
export function plainBytes(uri: vscode.Uri): Buffer {
  const bytes = fs.readFileSync(uri.fsPath);
  return uri.path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** A log's records as JSON has them. */
export function recordsOf(uri: vscode.Uri): Record<string, unknown>[] {
  return (JSON.parse(plainBytes(uri).toString('utf8')) as { Records: Record<string, unknown>[] }).Records;
}

let folder: string | undefined;

/** Writes a file into a folder of this run's own, outside of the window's. */
export function write(name: string, content: string | Uint8Array): vscode.Uri {
  folder ??= fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-test-'));
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return vscode.Uri.file(file);
}

/** Removes what {@link write} wrote; to be called after each test, once the editors are closed. */
export function removeWritten(): void {
  if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

/** A name that says CloudTrail, as the logs of a bucket have it. */
export function logName(ending: 'json' | 'json.gz'): string {
  return `111122223333_CloudTrail_us-east-1_20260314T1500Z_AbCdEfGhIjKlMnOp.${ending}`;
}

/** A small record, with members replaced; those that become undefined are left out. */
export function record(members: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' },
    eventTime: '2026-03-14T08:27:45Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.30',
    eventID: '7d1f3c0e-0000-4000-8000-000000000001',
    ...members,
  };
}

/** Records as a bucket's log holds them, on one line. */
export function logText(...records: Record<string, unknown>[]): string {
  return JSON.stringify({ Records: records });
}

/** Writes records as a compressed log of a bucket. */
export function writeGzip(text: string | Uint8Array): vscode.Uri {
  return write(logName('json.gz'), gzipSync(text));
}
