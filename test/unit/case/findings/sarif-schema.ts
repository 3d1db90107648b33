import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const SCHEMA = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

// one of its expressions is none where Unicode counts
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

/** Fails when a log is not valid against the JSON schema of SARIF 2.1.0, as Microsoft ships it in its SDK. */
export function checkSchema(log: unknown): void {
  const valid = validate(log);
  assert.ok(valid, ajv.errorsText(validate.errors, { dataVar: 'log', separator: '\n' }));
}
