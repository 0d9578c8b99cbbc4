import { expect, it } from 'vitest';
import { problemsOf } from './workspace.ts';

/** More of `broken.test.ts`: one fault each; `§` marks where the problem must point. */
const top = (lines: string): string =>
  `perenos: 1\n${lines}sources: {s: {file: in.csv}}\nload:\n  p: {entity: contact, from: s, key: K, fields: {full_name: F}}\n`;
const block = (lines: string): string =>
  `perenos: 1\nsources: {s: {file: in.csv}}\nload:\n  p:\n    entity: contact\n    from: s\n    key: K\n${lines}`;
const deal = (line: string): string =>
  `perenos: 1\nsources: {s: {file: in.csv}}\nload:\n  d:\n    entity: deal\n    from: s\n    key: K\n    fields:\n      title: T\n      ${line}\n`;

const cases: readonly (readonly [name: string, text: string, code: string, suggestion?: string])[] = [
  ['a misspelt section maps', top('§mapps: {}\n'), 'mapping.unknown-key', 'maps'],
  ['a misspelt section const', top('§cosnt: {}\n'), 'mapping.unknown-key', 'const'],
  ['a misspelt section checks', top('§cheks: []\n'), 'mapping.unknown-key', 'checks'],
  ['a misspelt section dedupe', top('§dedup: {}\n'), 'mapping.unknown-key', 'dedupe'],
  ['a misspelt section report', top('§reprot: {}\n'), 'mapping.unknown-key', 'report'],
  ['a misspelt setting of cli', top('cli: {§msk: full}\n'), 'mapping.unknown-key', 'mask'],
  ['a wrong setting of cli', top('cli: {mask: §ful}\n'), 'mapping.wrong-value', 'full'],
  ['a misspelt default', top('defaults: {§contry: RU}\n'), 'mapping.unknown-key', 'country'],
  ['a misspelt key of the target', top('target: {type: sqlite, §conection: a}\n'), 'mapping.unknown-key', 'connection'],
  ['a misspelt limit', top('target: {type: sqlite, limits: {§max_create: 5}}\n'), 'mapping.unknown-key', 'max_creates'],
  ['a wrong mode of the target', top('target: {type: sqlite, mode: §quite}\n'), 'mapping.wrong-value', 'quiet'],
  ['a target without a type', top('§target: {mode: quiet}\n'), 'mapping.missing-key'],
  ['a misspelt key of a map', top('maps: {m: {values: {a: b}, §defalt: c}}\n'), 'mapping.unknown-key', 'default'],
  ['a wrong kind of map', top('maps: {m: {kind: §stages, values: {a: b}}}\n'), 'mapping.wrong-value', 'stage'],
  ['a wrong on_unknown', top('maps: {m: {values: {a: b}, on_unknown: §rejct}}\n'), 'mapping.wrong-value', 'reject'],
  ['a wrong masking', top('report: {masking: §fulll}\n'), 'mapping.wrong-value', 'full'],
  ['a misspelt entity of dedupe', top('dedupe: {§contcat: {}}\n'), 'mapping.unknown-key'],
  [
    'a misspelt key of a join',
    block('    join: {j: {source: s, on: {A: B}, §noramlize: digits}}\n    fields: {full_name: F}\n'),
    'mapping.unknown-key',
    'normalize',
  ],
  [
    'a wrong take of a join',
    block('    join: {j: {source: s, on: {A: B}, take: §frist}}\n    fields: {full_name: F}\n'),
    'mapping.wrong-value',
    'first',
  ],
  [
    'a wrong on_many',
    block('    match: [{by: inn, on_many: §revew}]\n    fields: {full_name: F}\n'),
    'mapping.wrong-value',
    'review',
  ],
  [
    'a wrong when_rejected',
    block('    when_rejected: {children: §orfan}\n    fields: {full_name: F}\n'),
    'mapping.wrong-value',
    'orphan',
  ],
  ['a misspelt stage', deal('§stge: S'), 'mapping.unknown-field', 'stage'],
  ['a misspelt pipeline', deal('§pipelin: S'), 'mapping.unknown-field', 'pipeline'],
  ['a misspelt amount', deal('§amont: S'), 'mapping.unknown-field', 'amount'],
  ['a wrong on_missing', deal('company: {ref: company, by: C, on_missing: §nul}'), 'mapping.wrong-value', 'null'],
  [
    'a misspelt phone key',
    block('    fields:\n      full_name: F\n      phones: [{from: T, §tpye: work}]\n'),
    'mapping.unknown-key',
    'type',
  ],
  [
    'a misspelt address part',
    block('    fields:\n      full_name: F\n      addresses: [{§stret: S}]\n'),
    'mapping.unknown-key',
    'street',
  ],
  [
    'a misspelt e-mail kind',
    block('    fields:\n      full_name: F\n      emails: [{from: E, type: §wrok}]\n'),
    'mapping.wrong-value',
    'work',
  ],
  [
    'a misspelt function phone',
    block('    fields:\n      full_name: F\n      phones: [{from: T, do: [§phne]}]\n'),
    'mapping.unknown-transform',
    'phone',
  ],
  [
    'a misspelt function person_name',
    block('    fields:\n      full_name: {from: F, do: [§person_nam]}\n'),
    'mapping.unknown-transform',
    'person_name',
  ],
];

it.each(cases)('%s is found at its place', async (_name, marked = '', code, suggestion) => {
  const before = marked.slice(0, marked.indexOf('§')).split('\n');
  const problems = await problemsOf(marked.replace('§', ''));
  expect(problems.map((one) => `${one.code} ${one.place.line}:${one.place.column}`)).toEqual([
    `${code} ${before.length}:${(before.at(-1) ?? '').length + 1}`,
  ]);
  if (suggestion !== undefined) expect(problems[0]?.suggestion).toBe(suggestion);
});
