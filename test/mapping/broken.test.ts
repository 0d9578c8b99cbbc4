import { expect, it } from 'vitest';
import { problemsOf } from './workspace.ts';

/**
 * One fault each. `«` marks where the problem must point (it is taken out before reading), then the expected code and,
 * where a name is misspelt, the suggestion.
 */
const base = (block: string, top = ''): string =>
  `perenos: 1\nsources: {s: {file: in.csv}}\n${top}load:\n  people:\n    entity: contact\n    from: s\n    key: ID\n${block}`;
const field = (line: string, top = ''): string => base(`    fields:\n      full_name: ФИО\n      ${line}\n`, top);

const cases: readonly (readonly [name: string, text: string, code: string, suggestion?: string])[] = [
  ['an empty file', '«', 'mapping.yaml'],
  ['an open quote', 'perenos: 1\nproject: "abc«', 'mapping.yaml'],
  ['an open bracket', 'perenos: 1\nload: {a: [1, 2\n«', 'mapping.yaml'],
  ['a list in place of a mapping', '«- a\n- b\n', 'mapping.wrong-type'],
  ['a tag', 'perenos: «!!js/function 1\nload: {}\n', 'mapping.yaml-tag'],
  ['a repeated key', base('    fields: {full_name: ФИО}\n    «key: Код\n'), 'mapping.duplicate-key'],
  ['a repeated field', field('position: A\n      «position: B'), 'mapping.duplicate-key'],
  ['a dangerous key', field('«__proto__: {a: b}'), 'mapping.forbidden-key'],
  ['another version', 'perenos: «2\nload: {}\n', 'mapping.version'],
  ['no version', '«load: {}\n', 'mapping.missing-key'],
  ['no load', '«perenos: 1\n', 'mapping.missing-key'],
  ['a misspelt top key', base('    fields: {full_name: ФИО}\n', '«souces: {}\n'), 'mapping.unknown-key', 'sources'],
  ['a misspelt block key', base('    fields: {full_name: ФИО}\n    «wher: "true"\n'), 'mapping.unknown-key', 'where'],
  ['a misspelt field key', field('position: {«form: Должность}'), 'mapping.unknown-key', 'from'],
  [
    'a misspelt source key',
    'perenos: 1\nsources: {s: {file: a.csv, «delimeter: ";"}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: T}}\n',
    'mapping.unknown-key',
    'delimiter',
  ],
  ['a misspelt field', field('«positon: Должность'), 'mapping.unknown-field', 'position'],
  ['a field of another kind', field('«ogrn: ОГРН'), 'mapping.unknown-field'],
  [
    'an unknown entity',
    'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  p: {entity: «contacts, from: s, key: K, fields: {}}\n',
    'mapping.wrong-value',
    'contact',
  ],
  ['a wrong locale', base('    fields: {full_name: ФИО}\n', 'locale: «rus\n'), 'mapping.wrong-value', 'ru'],
  ['a wrong on_error', field('position: {from: A, on_error: «skip}'), 'mapping.wrong-value'],
  ['a wrong on_match', base('    fields: {full_name: ФИО}\n    on_match: «updat\n'), 'mapping.wrong-value', 'update'],
  ['a wrong phone kind', field('phones: [{from: Т, type: «moble}]'), 'mapping.wrong-value', 'mobile'],
  [
    'no key',
    'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  «p: {entity: note, from: s, fields: {text: T}}\n',
    'mapping.missing-key',
  ],
  ['a list for a single value', field('position: «[A, B]'), 'mapping.wrong-type'],
  ['a text for a section', base('    fields: «ФИО\n'), 'mapping.wrong-type'],
  ['a text for a list', base('    fields: {full_name: ФИО}\n    match: «inn\n'), 'mapping.wrong-type'],
  ['yes for true', field('position: {from: A, required: «yes}'), 'mapping.wrong-type'],
  [
    'a word for a number',
    'perenos: 1\nsources: {s: {file: a.csv, header_row: «два}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: T}}\n',
    'mapping.wrong-type',
  ],
  ['a wrong project name', base('    fields: {full_name: ФИО}\n', 'project: «Ромашка\n'), 'mapping.wrong-form'],
  ['a wrong currency', base('    fields: {full_name: ФИО}\n', 'defaults: {currency: «руб}\n'), 'mapping.wrong-form'],
  ['a wrong timezone', base('    fields: {full_name: ФИО}\n', 'defaults: {timezone: «Moscow}\n'), 'mapping.wrong-form'],
  [
    'a webhook',
    base(
      '    fields: {full_name: ФИО}\n',
      'target: {type: bitrix24, portal: «"https://a.bitrix24.ru/rest/1/abcdef1234567890/"}\n',
    ),
    'mapping.secret',
  ],
  [
    'a path that leaves the folder',
    'perenos: 1\nsources: {s: {file: a.csv}}\nmaps: {m: {file: «../m.csv}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: {from: T, map: m}}}\n',
    'mapping.path-escape',
  ],
  [
    'a missing map file',
    'perenos: 1\nsources: {s: {file: a.csv}}\nmaps: {m: {file: «m.csv}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: {from: T, map: m}}}\n',
    'mapping.file-missing',
  ],
  ['a missing include', base('    fields: {full_name: ФИО}\n', 'include: [«no.yaml]\n'), 'mapping.file-missing'],
  [
    'an unknown preset',
    base('    fields: {full_name: ФИО}\n', 'extends: «contakts\n'),
    'mapping.unknown-preset',
    'contacts',
  ],
  [
    'an unknown source',
    'perenos: 1\nsources: {people: {file: a.csv}}\nload:\n  p: {entity: note, from: «peple, key: K, fields: {text: T}}\n',
    'mapping.unknown-source',
    'people',
  ],
  [
    'an unknown map',
    field('position: {from: A, map: «pozitions}', 'maps: {positions: {values: {a: b}}}\n'),
    'mapping.unknown-map',
    'positions',
  ],
  ['an unknown function', field('position: {from: A, do: [«tirm]}'), 'mapping.unknown-transform', 'trim'],
  [
    'an unknown function with options',
    field('position: {from: A, do: [{«cutt: {max: 5}}]}'),
    'mapping.unknown-transform',
    'cut',
  ],
  [
    'an unknown option of a function',
    field('position: {from: A, do: [«{cut: {max: 5, from: 2}}]}').replace('«{cut', '{«cut'),
    'mapping.transform-options',
  ],
  [
    'a wrong option of a function',
    field('position: {from: A, do: [{cut: {«max: много}}]}'),
    'mapping.transform-options',
  ],
  ['two functions in one step', field('position: {from: A, do: [{trim: {}, «lower: {}}]}'), 'mapping.conflict'],
  ['an unknown alias', field('position: {from: «jobs::title}'), 'mapping.unknown-alias'],
  [
    'a misspelt alias',
    base('    join: {jobs: {source: s, on: {ID: ID}}}\n    fields: {full_name: ФИО, position: «"job::title"}\n'),
    'mapping.unknown-alias',
    'jobs',
  ],
  ['a field without a source', field('position: «{do: [trim]}'), 'mapping.empty-value'],
  ['from beside const', field('position: {from: A, «const: B}'), 'mapping.conflict'],
  ['pick: all on a single value', field('position: {from: [A, B], pick: «all}'), 'mapping.not-used-here'],
  ['sep without join', field('position: {from: [A, B], «sep: "; "}'), 'mapping.not-used-here'],
  ['on_error: default without a default', field('position: {from: A, on_error: «default}'), 'mapping.default-missing'],
  ['a fixed value out of the list', field('sex: {const: «муж}'), 'mapping.wrong-value'],
  [
    'a map that gives what the field cannot hold',
    field('sex: {from: Пол, map: m}', 'maps: {m: {values: {М: «man}}}\n'),
    'mapping.map-target',
  ],
  ['a required field that is not mapped', base('    «fields: {position: Должность}\n'), 'mapping.required-field'],
  ['a field under two names', field('comment: A\n      «comments: B'), 'mapping.field-twice'],
  ['a ref to an unknown block', field('company: {ref: «compani, by: К}'), 'mapping.unknown-block', 'company'],
  ['a ref to the wrong kind', field('company: {ref: «user, by: К}'), 'mapping.ref-kind'],
  ['a ref without by', field('company: «{ref: company}'), 'mapping.ref-incomplete'],
  ['a relation without ref', field('manager: «Руководитель'), 'mapping.ref-incomplete'],
  ['from beside ref', field('company: {ref: company, by: К, «from: A}'), 'mapping.conflict'],
  ['inherit through nothing', field('owner: {inherit: «company.owner}'), 'mapping.inherit'],
  [
    'inherit of an unknown field',
    field('company: {ref: company, by: К}\n      owner: {inherit: «company.boss}'),
    'mapping.inherit',
  ],
  [
    'blocks in a circle',
    'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  «a: {entity: company, from: s, key: K, fields: {name: N, parent: {ref: b, by: P}}}\n  b: {entity: company, from: s, key: K, fields: {name: N, parent: {ref: a, by: P}}}\n',
    'mapping.ref-cycle',
  ],
  [
    'a total of an unknown field',
    field('position: A', 'checks: [{name: x, total: {entity: deal, sum: «amont}}]\n'),
    'mapping.total-field',
    'amount',
  ],
  [
    'a total of the report over an unknown field',
    field('position: A', 'report: {totals: [{entity: contact, by: [«positoin]}]}\n'),
    'mapping.total-field',
    'position',
  ],
  ['a total of a text', field('position: A', 'report: {totals: [«contact.position]}\n'), 'mapping.total-number'],
  ['a total that no kind has', field('position: A', 'report: {totals: [«amount]}\n'), 'mapping.total-field'],
  [
    'a total of a kind that is not loaded',
    field('position: A', 'report: {totals: [«deal.amount]}\n'),
    'mapping.total-kind',
  ],
  [
    'a total with an unknown key',
    field('position: A', 'report: {totals: [{entity: contact, «summ: custom.x}]}\n'),
    'mapping.unknown-key',
    'sum',
  ],
  [
    'a total of a custom date',
    field(
      'position: A',
      'custom_fields: {contact.born: {target: BORN, type: date}}\nreport: {totals: [«contact.custom.born]}\n',
    ),
    'mapping.total-number',
  ],
  ['a check of nothing', field('position: A', 'checks: [«{name: x}]\n'), 'mapping.check-empty'],
  [
    'a map without entries',
    field('position: {from: A, map: m}', 'maps: {«m: {on_unknown: keep}}\n'),
    'mapping.map-source',
  ],
  [
    'map entries that are equal',
    field('position: {from: A, map: m}', 'maps: {m: {values: {Счёт: a, «счет: b}}}\n'),
    'mapping.map-duplicate',
  ],
  ['an unused map', field('position: A', 'maps: {«m: {values: {a: b}}}\n'), 'mapping.map-unused'],
  [
    'an unused source',
    'perenos: 1\nsources: {s: {file: a.csv}, «t: {file: b.csv}}\nload:\n  p: {entity: note, from: s, key: K, fields: {text: T}}\n',
    'mapping.source-unused',
  ],
  [
    'key: auto',
    'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  p: {entity: note, from: s, «key: auto, fields: {text: T}}\n',
    'mapping.key-auto',
  ],
  [
    'an undeclared custom field',
    field('custom: {«colr: Цвет}', 'custom_fields: {contact.color: {target: UF_COLOR}}\n'),
    'mapping.custom-undeclared',
    'color',
  ],
  [
    'explode by two ways',
    base('    «explode: {column: A, expr: "[1]"}\n    fields: {full_name: ФИО}\n'),
    'mapping.conflict',
  ],
  [
    'a wrong pattern of explode',
    base('    explode: {column: A, split: «"(a"}\n    fields: {full_name: ФИО}\n'),
    'mapping.regex',
  ],
  [
    'a wrong block name',
    'perenos: 1\nsources: {s: {file: a.csv}}\nload:\n  «"a b": {entity: note, from: s, key: K, fields: {text: T}}\n',
    'mapping.wrong-name',
  ],
];

it.each(cases)('%s is found at its place', async (_name, marked = '', code, suggestion) => {
  const at = marked.indexOf('«');
  const before = marked.slice(0, at).split('\n');
  const problems = await problemsOf(marked.replace('«', ''));
  const shown = problems.map((one) => `${one.code} ${one.place.line}:${one.place.column}`);
  expect(shown).toContain(`${code} ${before.length}:${before.at(-1)!.length + 1}`);
  const problem = problems.find((one) => one.code === code);
  if (suggestion !== undefined) expect(problem?.suggestion).toBe(suggestion);
  expect(problems).toHaveLength(1);
});

it('has more than sixty of them', () => {
  expect(cases.length).toBeGreaterThan(60);
});

it('reports all problems of a file at once, in file order', async () => {
  const problems = await problemsOf(
    'perenos: 1\nproject: X Y\nsources: {s: {file: in.csv}}\nload:\n  people:\n    entity: contact\n    from: z\n    key: ID\n    wher: a\n    fields:\n      full_name: {from: ФИО, do: [tirm]}\n      positon: A\n      sex: {const: x}\n',
  );
  expect(problems.map((one) => [one.code, one.place.line])).toEqual([
    ['mapping.wrong-form', 2],
    ['mapping.unknown-source', 7],
    ['mapping.unknown-key', 9],
    ['mapping.unknown-transform', 11],
    ['mapping.unknown-field', 12],
    ['mapping.wrong-value', 13],
  ]);
});
