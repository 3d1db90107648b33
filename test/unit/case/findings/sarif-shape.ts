import assert from 'node:assert/strict';
import { checkSchema } from './sarif-schema';

type Check = (value: unknown, at: string) => void;

const is =
  (what: string, test: (value: never) => boolean): Check =>
  (value, at) => {
    if (!test(value as never)) assert.fail(`${at}: ${what}, not ${JSON.stringify(value)}`);
  };

const text = is('a text', (value: unknown) => typeof value === 'string');
const flag = is('true or false', (value: unknown) => typeof value === 'boolean');
const from = (least: number): Check =>
  is(`a whole number from ${least}`, (value: unknown) => Number.isInteger(value) && Number(value) >= least);
const oneOf = (...words: readonly string[]): Check => is(words.join(' or '), (value: string) => words.includes(value));
/** RFC 3986: a URI, or a reference relative to one. */
const uriReference = is('a URI reference', (value: unknown) => {
  if (typeof value !== 'string' || !/^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i.test(value)) return false;
  return URL.canParse(value, 'file:///');
});
const uri: Check = (value, at) => {
  uriReference(value, at);
  assert.ok(URL.canParse(String(value)), `${at}: a URI`);
};

const listOf =
  (check: Check, { unique = false, least = 0 } = {}): Check =>
  (value, at) => {
    assert.ok(Array.isArray(value), `${at}: a list`);
    assert.ok(value.length >= least, `${at}: at least ${least}`);
    value.forEach((item, n) => check(item, `${at}[${n}]`));
    if (unique) assert.equal(new Set(value.map((item) => JSON.stringify(item))).size, value.length, `${at}: no copies`);
  };

const mapOf =
  (check: Check): Check =>
  (value, at) => {
    assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), `${at}: an object`);
    for (const [key, item] of Object.entries(value)) check(item, `${at}.${key}`);
  };

/** An object of these members and no others; those whose names end with `!` have to be there. */
const object =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    mapOf(() => undefined)(value, at);
    const known = new Map(Object.entries(members).map(([name, check]) => [name.replace('!', ''), check]));
    for (const name of Object.keys(members))
      if (name.endsWith('!')) assert.ok(Object.hasOwn(value as object, name.slice(0, -1)), `${at}.${name}`);
    for (const [name, member] of Object.entries(value as object)) {
      const check = known.get(name);
      assert.ok(check !== undefined, `${at}: there is no member ${name}`);
      check(member, `${at}.${name}`);
    }
  };

/** Braces are doubled, and brackets escaped, where they are themselves (sections 3.11.5 and 3.11.6). */
const messageText: Check = (value, at) => {
  text(value, at);
  assert.notEqual(value, '', `${at}: some text`);
  const plain = String(value).replace(/\{\{|\}\}|\\[[\]\\]/g, '');
  assert.doesNotMatch(plain, /[{}[\]]/, `${at}: no argument and no link`);
};

const message = object({ 'text!': messageText });
const level = oneOf('none', 'note', 'warning', 'error');
const bag = mapOf((value, at) => {
  if (at.endsWith('.tags')) listOf(text, { unique: true })(value, at);
});
const region = object({
  'startLine!': from(1),
  'startColumn!': from(1),
  'endLine!': from(1),
  'endColumn!': from(1),
  'byteOffset!': from(0),
  'byteLength!': from(0),
});
const physicalLocation = object({ 'artifactLocation!': object({ 'uri!': uriReference }), 'region!': region });
const location = object({ id: from(0), message, 'physicalLocation!': physicalLocation });

const descriptor = object({
  'id!': text,
  name: text,
  shortDescription: message,
  fullDescription: message,
  help: object({ 'text!': messageText, markdown: text }),
  helpUri: uri,
  defaultConfiguration: object({ level }),
  properties: bag,
});

const suppression = object({ 'kind!': oneOf('external'), 'status!': oneOf('accepted'), justification: text });

const result = object({
  'ruleId!': text,
  ruleIndex: from(0),
  level,
  'message!': message,
  'locations!': listOf(location, { least: 1 }),
  relatedLocations: listOf(location, { unique: true }),
  occurrenceCount: from(1),
  partialFingerprints: mapOf(text),
  suppressions: listOf(suppression, { unique: true }),
  properties: bag,
});

const notification = object({
  'level!': oneOf('note', 'warning', 'error'),
  'message!': message,
  locations: listOf(
    object({
      'physicalLocation!': object({
        'artifactLocation!': object({ 'uri!': uriReference }),
        region: object({ startLine: from(1), startColumn: from(1), byteOffset: from(0) }),
      }),
    }),
    { least: 1 },
  ),
});
const notifications = listOf(notification, { least: 1 });

const run = object({
  'tool!': object({
    'driver!': object({ 'name!': text, version: text, 'rules!': listOf(descriptor, { unique: true }) }),
  }),
  'invocations!': listOf(
    object({
      'executionSuccessful!': flag,
      toolExecutionNotifications: notifications,
      toolConfigurationNotifications: notifications,
    }),
  ),
  'columnKind!': oneOf('utf16CodeUnits'),
  'results!': listOf(result),
});

const log = object({ '$schema!': uri, 'version!': oneOf('2.1.0'), 'runs!': listOf(run, { least: 1 }) });

/**
 * Fails when a log is not valid against the schema of SARIF 2.1.0, or not of the shape that the standard's text demands
 * of the objects that we write: that knows no more members than ours, and is stricter about what is optional.
 */
export function checkSarif(value: unknown): void {
  checkSchema(value);
  log(value, 'log');
  interface Run {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex?: number;
      readonly relatedLocations?: readonly { readonly id: number }[];
      readonly suppressions?: readonly unknown[];
    }[];
  }
  for (const { tool, results } of (value as { readonly runs: readonly Run[] }).runs) {
    // all results of a run have them, or none has (section 3.27.23)
    assert.ok(new Set(results.map(({ suppressions }) => suppressions === undefined)).size < 2);
    for (const { ruleId, ruleIndex, relatedLocations = [] } of results) {
      if (ruleIndex !== undefined) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.equal(new Set(relatedLocations.map(({ id }) => id)).size, relatedLocations.length);
    }
  }
}
