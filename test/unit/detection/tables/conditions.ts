import { row } from '../support';

const ab = 'a: {a: 1}\nb: {b: 1}\n';
const abc = `${ab}c: {c: 1}\n`;
const A = { a: 1 };
const B = { b: 1 };
const C = { c: 1 };

/** Conditions and keywords. */
export const conditionRows = [
  row('one selection', `${ab}condition: a`, [A], [B]),
  row('and', `${ab}condition: a and b`, [{ ...A, ...B }], [A, B]),
  row('or', `${ab}condition: a or b`, [A, B, { ...A, ...B }], [C]),
  row('not', `${ab}condition: not a`, [B, {}], [A]),
  row('and not', `${ab}condition: a and not b`, [A], [B, { ...A, ...B }]),
  row('not twice', `${ab}condition: not not a`, [A], [B]),
  row('and binds tighter than or, first', `${abc}condition: a and b or c`, [C, { ...A, ...B }], [A, B]),
  row('and binds tighter than or, last', `${abc}condition: a or b and c`, [A, { ...B, ...C }], [B, C]),
  row('not binds tighter than and', `${ab}condition: not a and b`, [B], [A, { ...A, ...B }, {}]),
  row('not binds tighter than or', `${ab}condition: not a or b`, [B, {}, { ...A, ...B }], [A]),
  row(
    'brackets change the order',
    `${abc}condition: (a or b) and c`,
    [
      { ...A, ...C },
      { ...B, ...C },
    ],
    [A, C],
  ),
  row('not before brackets', `${ab}condition: not (a or b)`, [{}, C], [A, B]),
  row('not before brackets with and', `${ab}condition: not (a and b)`, [A, B, {}], [{ ...A, ...B }]),
  row('brackets without spaces', `${abc}condition: (a or(b))and c`, [{ ...B, ...C }], [B]),
  row('many brackets', `${ab}condition: (((a)))`, [A], [B]),
  row('operators in capitals', `${ab}condition: a AND NOT b`, [A], [{ ...A, ...B }]),
  row('a long chain of or', `${abc}condition: a or b or c`, [A, B, C], [{}]),
  row('a long chain of and', `${abc}condition: a and b and c`, [{ ...A, ...B, ...C }], [{ ...A, ...B }]),

  row('1 of them', `${ab}condition: 1 of them`, [A, B], [C]),
  row('any of them', `${ab}condition: any of them`, [A, B], [C]),
  row('all of them', `${ab}condition: all of them`, [{ ...A, ...B }], [A, B]),
  row('them leaves out the underscore', `${ab}_x: {x: 1}\ncondition: 1 of them`, [A], [{ x: 1 }]),
  row('all of them leaves out the underscore', `${ab}_x: {x: 1}\ncondition: all of them`, [{ ...A, ...B }], [A]),
  row('an underscore by its name', `${ab}_x: {x: 1}\ncondition: a and _x`, [{ ...A, x: 1 }], [A]),
  row('a selection called rules', 'sel: {a: 1}\nrules: {b: 1}\ncondition: all of them', [{ ...A, ...B }], [A, B]),
  row('a list called rules', 'rules: [{a: 1}, {b: 1}]\ncondition: rules', [A, B], [C]),
  row(
    'a selection called timeframe',
    'sel: {a: 1}\ntimeframe: {b: 1}\ncondition: all of them',
    [{ ...A, ...B }],
    [A, B],
  ),
  row('1 of a pattern', 'sel_1: {a: 1}\nsel_2: {b: 1}\nother: {c: 1}\ncondition: 1 of sel_*', [A, B], [C]),
  row(
    'all of a pattern',
    'sel_1: {a: 1}\nsel_2: {b: 1}\nother: {c: 1}\ncondition: all of sel_*',
    [{ ...A, ...B }],
    [A, C],
  ),
  row('a pattern with the star inside', 's1x: {a: 1}\ns2x: {b: 1}\ns1y: {c: 1}\ncondition: 1 of s*x', [A, B], [C]),
  row(
    'a pattern with the star first',
    'x_sel: {a: 1}\ny_sel: {b: 1}\nz: {c: 1}\ncondition: all of *_sel',
    [{ ...A, ...B }],
    [A],
  ),
  row('a pattern is the whole name', 'sel: {a: 1}\nsel2: {b: 1}\ncondition: 1 of sel', [A], [B]),
  row('a pattern of everything', `${ab}condition: 1 of *`, [A, B], [C]),
  row('a pattern leaves out the underscore', 'sel: {a: 1}\n_sel: {b: 1}\ncondition: 1 of *sel', [A], [B]),
  row(
    'a pattern that starts with an underscore',
    'sel: {a: 1}\n_x1: {b: 1}\n_x2: {c: 1}\ncondition: sel and 1 of _x*',
    [{ ...A, ...C }],
    [A, B],
  ),
  row(
    'not 1 of',
    'sel: {a: 1}\nf1: {b: 1}\nf2: {c: 1}\ncondition: sel and not 1 of f*',
    [A],
    [{ ...A, ...B }, { ...A, ...C }, B],
  ),
  row(
    'not all of',
    'sel: {a: 1}\nf1: {b: 1}\nf2: {c: 1}\ncondition: sel and not all of f*',
    [A, { ...A, ...B }],
    [{ ...A, ...B, ...C }],
  ),
  row('of binds tighter than not', `${ab}condition: not 1 of them`, [C], [A]),
  row('of with and', 'sel1: {a: 1}\nsel2: {b: 1}\nk: {c: 1}\ncondition: 1 of sel* and k', [{ ...A, ...C }], [A, C]),
  row('a list of conditions is or', `${abc}condition:\n  - a and b\n  - c`, [C, { ...A, ...B }], [A, B]),
  row('a list of one condition', `${ab}condition: [a]\n`, [A], [B]),
  row('names with dash and digits', 'sel-1: {a: 1}\n2: {b: 1}\ncondition: sel-1 or 2', [A, B], [C]),
  row('a selection named like a quantifier', 'all: {a: 1}\ncondition: all', [A], [B]),
  row('a folded condition', `${abc}condition: >-\n  a and\n  (b or c)`, [{ ...A, ...C }], [A]),
  row(
    'a selection used twice',
    `${abc}condition: (a and b) or (a and c)`,
    [
      { ...A, ...B },
      { ...A, ...C },
    ],
    [A, { ...B, ...C }],
  ),

  row('keywords are found anywhere', 'sel: [foo, bar]', [{ x: 'a FOO b' }, { y: { z: ['bar'] } }], [{ x: 'fo' }, {}]),
  row('a single keyword', 'sel: foo', [{ x: 'a foo b' }], [{ x: 'fo' }]),
  row('keywords find names of fields', 'sel: [userAgent]', [{ userAgent: 'x' }], [{ agent: 'x' }]),
  row('keywords find numbers', 'sel: [4625]', [{ x: 4625 }, { x: 'id 4625' }], [{ x: 46 }]),
  row('keywords with wildcards', `sel: ['a*c']`, [{ x: 'zabcz' }], [{ x: 'cba' }]),
  row('keywords all', `sel: {'|all': [foo, bar]}`, [{ x: 'foo', y: 'bar' }, { x: 'barfoo' }], [{ x: 'foo' }]),
  row('keywords with quotes in the text', `sel: ['say "hi"']`, [{ x: 'say "hi"' }], [{ x: 'say hi' }]),
  row('keywords by expression', `sel: {'|re': 'AKIA[A-Z0-9]{16}'}`, [{ k: 'AKIAABCDEFGHIJKLMNOP' }], [{ k: 'akia' }]),
  row('keywords cased', `sel: {'|cased': [Foo]}`, [{ x: 'aFoob' }], [{ x: 'foo' }]),
  row('keywords neq', `sel: {'|neq': [foo]}`, [{ x: 'bar' }], [{ x: 'a foo' }]),
  row('keywords beside a field', `sel: {'|all': [foo], a: 1}`, [{ a: 1, x: 'foo' }], [{ a: 1 }, { x: 'foo' }]),
  row(
    'keywords and a selection',
    'k: [foo]\nsel: {a: 1}\ncondition: k and not sel',
    [{ x: 'foo' }],
    [{ x: 'foo', a: 1 }],
  ),
  row('a keyword true', 'sel: [true]', [{ x: true }, { x: 'is true' }], [{ x: false }]),
];
