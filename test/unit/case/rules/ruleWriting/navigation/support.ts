import fc from 'fast-check';

const LINES = [
  'title: T',
  'title: Two words # why',
  'name: one',
  'name: two',
  'id: 3f0f7b6e-0000-4000-8000-000000000001',
  'level: low',
  'detection:',
  'correlation:',
  'filter:',
  '  rules:',
  '  rules: [one, two,',
  '    - one',
  '    - T',
  '  sel_a:',
  "  'sel_b':",
  '  "_c":',
  '  other: &x',
  '    eventName: x',
  '  condition: sel_a',
  '  condition: 1 of sel_* and not (other)',
  '  condition: >-',
  "  condition: 'sel_a or",
  '    all of them and sel_b',
  "    _c' # and",
  '  aliases:',
  '    who:',
  '      one: userIdentity.arn',
  '---',
  '--- # x',
  '...',
  '',
  '  ',
  '# title: no',
];

/** Texts that are nearly rules, and some that are anything. */
export const anyRuleText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...LINES), { maxLength: 30 }).map((lines) => lines.join('\n')) },
  fc.array(fc.oneof(fc.constantFrom(...LINES, ...'[]{}\'"|>:#-*&! \t\n\r\u2028'), fc.string()), { maxLength: 40 }).map((parts) => parts.join('')),
);
