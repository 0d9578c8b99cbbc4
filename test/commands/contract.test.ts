import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';

const csv = `Код;Название;Сумма;Дата
1;Ромашка;1 200,50;01.02.2026
2;Лютик;по договору;31.02.2026
3;Василёк;;
`;

interface Setup {
  readonly source?: string;
  readonly file?: string;
  readonly headers?: readonly string[];
}

function plan({ source = '', file = csv, headers }: Setup) {
  const { folder, path } = workdir();
  writeFileSync(path('deals.csv'), file);
  if (headers !== undefined) {
    const sources = { deals: [{ table: '', columns: headers }] };
    writeFileSync(path('headers.json'), JSON.stringify({ format_version: '1.0', sources }));
  }
  writeFileSync(
    path('perenos.yaml'),
    `perenos: 1
project: deals
target: {type: sqlite}
sources: {deals: {file: deals.csv${source}}}
load:
  deals: {entity: company, from: deals, key: Код, fields: {name: Название}}
`,
  );
  const { code, document } = perenosJson(folder, 'plan', '-o', 'p.pplan');
  const found = document.issues
    .filter((issue) => issue.code.startsWith('contract.'))
    .map((issue) => {
      const { severity, samples } = issue as unknown as {
        readonly severity: string;
        readonly samples: readonly { readonly line: number; readonly column: string }[];
      };
      const places = samples.map(({ line, column }) => `${line} ${column}`);
      return `${severity} ${issue.code}: ${places.join(', ')}`;
    });
  return { code, found, folder };
}

describe('types of columns', () => {
  const columns = ', columns: {Код: integer, Название: text, Сумма: money, Дата: date}';

  test('nothing is loaded while a value breaks its declared type, and each is named with its place', () => {
    const { code, found, folder } = plan({ source: columns });
    expect(code).toBe(5);
    expect(found).toEqual(['error contract.type: 3 Сумма, 3 Дата']);
    expect(perenosJson(folder, 'apply', 'p.pplan', '--yes').code).toBe(5);
  });

  test('types: warn lets the plan be', () => {
    const { code, found } = plan({ source: `${columns}, contract: {types: warn}` });
    expect(code).toBe(0);
    expect(found).toEqual(['warning contract.type: 3 Сумма, 3 Дата']);
  });

  test('an integer has no fraction', () => {
    const { found } = plan({
      source: ', columns: {Код: integer}, contract: {columns: ignore}',
      file: csv.replace('2;', '2,5;'),
    });
    expect(found).toEqual(['error contract.type: 3 Код']);
  });
});

describe('new and missing columns', () => {
  const fewer = ', columns: {Код: text, Название: text, Дата: text}';
  const more = ', columns: {Код: text, Название: text, Сумма: text, Дата: text, Город: text}';

  test.each([
    ['a new one is a warning', fewer, 0, ['warning contract.column-new: 0 Сумма']],
    ['freeze stops at a new one', `${fewer}, contract: {columns: freeze}`, 5, ['error contract.column-new: 0 Сумма']],
    ['ignore is silent', `${fewer}, contract: {columns: ignore}`, 0, []],
    ['a missing one that nobody uses is a warning', more, 0, ['warning contract.column-missing: 0 Город']],
    ['freeze stops at it', `${more}, contract: {columns: freeze}`, 5, ['error contract.column-missing: 0 Город']],
    ['what is not declared is not new', ', contract: {columns: freeze}', 0, []],
  ] as const)('%s', (_, source, exitCode, expected) => {
    const { code, found } = plan({ source });
    expect(found).toEqual(expected);
    expect(code).toBe(exitCode);
  });

  const renamed = csv.replace('Название', 'Наименование');

  test('a missing column that the mapping uses stops', () => {
    expect(plan({ file: renamed }).code).toBe(2);
  });

  test('with warn it is empty, which is said', () => {
    const { code, found } = plan({ file: renamed, source: ', contract: {columns: warn}' });
    expect(found).toEqual(['warning contract.column-missing: 0 Название']);
    // The name is required: every record is rejected, nothing is loaded.
    expect(code).toBe(5);
  });

  test('headers committed beside the mapping are what a contract without columns is about', () => {
    const headers = ['Код', 'Название', 'Сумма', 'Город'];
    const { code, found } = plan({ source: ', contract: {columns: freeze}', headers });
    expect(found).toEqual(['error contract.column-missing: 0 Город', 'error contract.column-new: 0 Дата']);
    expect(code).toBe(5);
  });

  test('check names a declared column that the file lacks, at its place in the mapping', () => {
    const { folder } = plan({ source: more });
    const { document, code } = perenosJson(folder, 'check');
    expect(code).toBe(0);
    expect(document.issues).toMatchObject([
      { code: 'contract.column-missing', args: { column: 'Город' }, place: { line: 4 } },
    ]);
  });
});

describe('a source that is only joined', () => {
  const owners = `Ид;Почта;Ставка
1;a@b.ru;10
2;c@d.ru;много
`;

  function planJoined(contract: string, file = owners) {
    const { folder, path } = workdir();
    writeFileSync(path('deals.csv'), 'Код;Название;Кто\n1;Ромашка;1\n2;Лютик;2\n');
    writeFileSync(path('owners.csv'), file);
    writeFileSync(
      path('perenos.yaml'),
      `perenos: 1
project: deals
target: {type: sqlite}
sources: {deals: {file: deals.csv}, owners: {file: owners.csv${contract}}}
maps: {mail: {from_source: {source: owners, key: Ид, value: Почта}, on_unknown: keep}}
load:
  deals:
    entity: company
    from: deals
    key: Код
    join: {who: {source: owners, on: {Кто: Ид}}}
    fields: {name: Название, comment: "who::Почта", source: {from: Кто, map: mail}}
  again:
    entity: contact
    from: deals
    key: Код
    join: {who: {source: owners, on: {Кто: Ид}}}
    fields: {full_name: Название, comment: "who::Почта"}
`,
    );
    const { code, document } = perenosJson(folder, 'plan', '-o', 'p.pplan');
    const found = document.issues
      .filter((issue) => issue.code.startsWith('contract.'))
      .map((issue) => {
        const { severity, count, samples } = issue as unknown as {
          readonly severity: string;
          readonly count: number;
          readonly samples: readonly { readonly file: string; readonly line: number; readonly column: string }[];
        };
        return `${severity} ${issue.code} ${count}: ${samples.map(({ file, line, column }) => `${file}:${line} ${column}`).join(', ')}`;
      });
    return { code, found };
  }

  test('is held to the types of its columns, once however many blocks join it', () => {
    const { code, found } = planJoined(', columns: {Ид: integer, Почта: email, Ставка: number}');
    expect(found).toEqual(['error contract.type 1: owners.csv:3 Ставка']);
    expect(code).toBe(5);
  });

  test('is held to its columns: those that joins and maps read are known', () => {
    const { code, found } = planJoined(', columns: {Город: text}, contract: {columns: freeze}');
    expect(found.toSorted()).toEqual([
      'error contract.column-missing 1: owners.csv:0 Город',
      'error contract.column-new 1: owners.csv:0 Ставка',
    ]);
    expect(code).toBe(5);
  });

  test('may lack a column that is joined where the contract only warns', () => {
    const without = 'Ид;Ставка\n1;10\n';
    const { code, found } = planJoined(', contract: {columns: warn}', without);
    expect(found).toEqual(['warning contract.column-missing 1: owners.csv:0 Почта']);
    expect(code).toBe(0);
    expect(planJoined('', without).code).toBe(2);
  });
});
