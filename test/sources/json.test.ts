import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { InputLimits } from '../../src/input.ts';
import { json } from '../../src/sources/json.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows, type Collected } from '../collect-rows.ts';

interface Reading {
  readonly options?: unknown;
  readonly limits?: Partial<InputLimits>;
  readonly file?: string;
}

function read(
  content: string | Buffer,
  { options = {}, limits = {}, file = 'in.json' }: Reading = {},
): Promise<Collected> {
  return collectRows(json, bytesInput(file, Buffer.from(content as string), limits), options);
}

/** Rows as objects; headings are not repeated in these tests. */
async function records(content: string, reading: Reading = {}): Promise<unknown> {
  const { rows } = await read(content, reading);
  return rows.map(({ table, cells }) =>
    Object.fromEntries(
      table.columns.map((column, index) => [column, cells[index]] as const).filter(([, cell]) => cell !== undefined),
    ),
  );
}

describe('where the records are', () => {
  it('in a list', async () => {
    expect(await records('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('one a line', async () => {
    const { rows, facts } = await read('{"a":1}\r\n\r\n{"a":2}\n{"a":3}');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 1],
      [3, 2],
      [4, 3],
    ]);
    expect(facts.get('format')).toBe('JSON Lines');
  });

  it('one a line by the name of the file, be there one line only', async () => {
    expect(await records('{"a":1,"b":[{"c":2}]}\n', { file: 'in.jsonl' })).toEqual([{ a: 1, 'b.c': [2] }]);
  });

  it('in lists inside an object, each a table by its key, and what stands beside them is named', async () => {
    const { rows, issues } = await read(
      '{"total":2,"contacts":[{"a":1}],"empty":[],"meta":{"page":1},"deals":[{"b":2}]}',
    );
    expect(rows.map(({ table, cells }) => [table.name, ...cells])).toEqual([
      ['contacts', 1],
      ['deals', 2],
    ]);
    expect(issues).toMatchObject([{ code: 'json.outside-tables', severity: 'notice', args: { names: 'total, page' } }]);
  });

  it('deeper inside an object, as a table by the keys that lead there', async () => {
    const { rows } = await read('{"result":{"items":[{"a":1}]}}');
    expect(rows.map(({ table }) => table.name)).toEqual(['result.items']);
  });

  it('in a single object', async () => {
    expect(await records('{"a":1,"b":{"c":2}}')).toEqual([{ a: 1, 'b.c': 2 }]);
  });

  it.each([
    ['contacts', '{"contacts":[{"a":1}],"deals":[{"a":2}]}', [{ a: 1 }]],
    ['r.items', '{"r":{"items":[{"a":1}]},"items":[{"a":2}]}', [{ a: 1 }]],
    ['r', '{"r":{"a":1},"list":[{"a":2}]}', [{ a: 1 }]],
    ['', '{"a":1,"list":[{"b":2},{"b":3}]}', [{ a: 1, 'list.b': [2, 3] }]],
    ['data', '{"data":{"a":1}}\n{"data":{"a":2}}', [{ a: 1 }, { a: 2 }]],
  ])('at the path %j, when that is said', async (path, content, expected) => {
    expect(await records(content, { options: { path } })).toEqual(expected);
  });

  it('not at a path that is not there', async () => {
    await expect(read('{"a":[{"b":1}]}', { options: { path: 'x.y' } })).rejects.toMatchObject({
      code: 'json.path',
      args: { path: 'x.y' },
    });
  });

  it('nowhere is worth a warning', async () => {
    expect((await read('[]')).issues).toMatchObject([{ code: 'input.no-rows' }]);
    expect((await read('{"a":[]}', { options: { path: 'a' } })).issues).toMatchObject([{ code: 'input.no-rows' }]);
  });
});

describe('what becomes of a record', () => {
  it('nested objects become columns with dots', async () => {
    expect(await records('[{"a":{"b":{"c":1},"d":null}}]')).toEqual([{ 'a.b.c': 1, 'a.d': null }]);
  });

  it('lists become list cells, lists of objects parallel ones', async () => {
    expect(
      await records('[{"tags":["x",null,2],"p":[{"v":"1","t":"W"},{"v":"2"},null,{"t":"H","x":{"y":true}}]}]'),
    ).toEqual([
      {
        tags: ['x', null, 2],
        'p.v': ['1', '2', null, null],
        'p.t': ['W', null, null, 'H'],
        'p.x.y': [null, null, null, true],
      },
    ]);
  });

  it('a list inside a list becomes JSON text, said once a column', async () => {
    const { rows, issues } = await read('[{"a":[{"b":[1,{"c":"x","c":1.10}]}]},{"a":[{"b":[]}]}]');
    expect(rows.map(({ cells }) => cells)).toEqual([[['[1,{"c":"x","c":"1.10"}]']], [['[]']]]);
    expect(issues).toMatchObject([{ code: 'json.nested-list', args: { column: 'a.b' } }]);
  });

  it('columns are added as they come, and rows before are shorter', async () => {
    const { rows } = await read('[{"a":1},{"b":2,"a":3}]');
    expect(rows.map(({ cells }) => cells)).toEqual([[1], [3, 2]]);
    expect(rows[0]?.table.columns).toEqual(['a', 'b']);
  });

  it('a repeated name is reported and keeps each value', async () => {
    const { rows, issues } = await read('[{"a":1,"b":2,"a":3,"a":4},{"a":5}]');
    expect(rows[0]?.table.columns).toEqual(['a', 'b', 'a', 'a']);
    expect(rows.map(({ cells }) => cells)).toEqual([[1, 2, 3, 4], [5]]);
    expect(issues).toMatchObject([{ code: 'json.duplicate-key', args: { key: 'a' } }, { code: 'json.duplicate-key' }]);
  });

  it('names that mean something in JavaScript are names like others', async () => {
    const { rows } = await read('[{"__proto__":1,"constructor":{"prototype":2},"toString":"x"}]');
    expect(rows[0]?.table.columns).toEqual(['__proto__', 'constructor.prototype', 'toString']);
    expect(rows[0]?.cells).toEqual([1, 2, 'x']);
  });

  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['1.10', '1.10'],
    ['1e400', '1e400'],
    ['-0', '-0'],
    ['1E5', '1E5'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['-12.5', -12.5],
    ['0', 0],
  ])('the number %s stays exact', async (written, cell) => {
    const { rows } = await read(`[{"n":${written}}]`);
    expect(rows[0]?.cells).toEqual([cell]);
  });

  it('escapes are resolved', async () => {
    const { rows } = await read(String.raw`[{"\u0418\"":"\u0418\u0432\n\\\/\ud83d\ude00"}]`);
    expect(rows[0]?.table.columns).toEqual(['И"']);
    expect(rows[0]?.cells).toEqual(['Ив\n\\/😀']);
  });

  it('lines are where the record starts', async () => {
    const { rows } = await read('\n\n [\r\n{"a":\n1}\r,\n  {"a":2},{"a":3}\n]');
    expect(rows.map(({ line }) => line)).toEqual([4, 7, 7]);
  });

  it('values that are no objects get the column "value"', async () => {
    expect(await records('[1,"x",["a","b"],{"value":2}]')).toEqual([
      { value: 1 },
      { value: 'x' },
      { value: ['a', 'b'] },
      { value: 2 },
    ]);
  });
});

describe('broken files are refused with line and column', () => {
  it.each([
    ['[{"a":1},]', 'json.syntax', 1, 10, { expected: 'value', found: ']' }],
    ['[{"a":1,}]', 'json.syntax', 1, 9, { expected: 'key', found: '}' }],
    ['[{"a" 1}]', 'json.syntax', 1, 7, { expected: 'colon', found: '1' }],
    ['[{"a":1}\n{"a":2}]', 'json.syntax', 2, 1, { expected: 'comma', found: '{' }],
    ['[{"a":01}]', 'json.syntax', 1, 7, { found: '01' }],
    ['[{"a":NaN}]', 'json.syntax', 1, 7, { found: 'NaN' }],
    ["[{'a':1}]", 'json.syntax', 1, 3, { expected: 'key' }],
    ['[{"a":1}}', 'json.syntax', 1, 9, { found: '}' }],
    ['[{"a":1}]\n[{"a":2}]', 'json.trailing', 2, 1, {}],
    ['[{"a":1}] x', 'json.syntax', 1, 11, { expected: 'end', found: 'x' }],
    ['[\n{"a":"x\ny"}]', 'json.string', 2, 8, {}],
    [String.raw`[{"a":"\x"}]`, 'json.string', 1, 8, {}],
    ['[{"a":1},{"a":2', 'input.truncated', 1, 16, {}],
    ['[{"a":1},{"a":"x', 'input.truncated', 1, 15, {}],
    ['[{"a":tru', 'input.truncated', 1, 7, {}],
    ['[{"a":1}', 'input.truncated', 1, 9, {}],
    ['{"a":1}\n{"a":', 'input.truncated', 2, 6, {}],
    ['{"a":1}\n{"a":2,"b":\n{"a":3}\n', 'json.unfinished-line', 2, 12, {}],
    ['{"a":1}\n{"a":[2\n{"a":3}\n{"a":4}\n', 'json.unfinished-line', 2, 8, {}],
    ['{"a":1}\r\n{"a":2\r\n{"a":3}\r\n', 'json.unfinished-line', 2, 7, {}],
    ['{"a":1}\n{"a":"x\n{"a":3}\n', 'json.string', 2, 8, {}],
    ['{"a":1}\n{"a":2,}\n{"a":3}\n', 'json.syntax', 2, 8, { expected: 'key', found: '}' }],
  ])('%j', async (...[content, code, line, column, args]) => {
    await expect(read(content)).rejects.toMatchObject({ code, exitCode: 3, place: { line, column }, args });
  });

  it('a first line of JSON Lines that breaks off', async () => {
    await expect(read('{"a":1,"b":\n{"a":2}\n{"a":3}\n', { file: 'in.jsonl' })).rejects.toMatchObject({
      code: 'json.unfinished-line',
      place: { line: 1, column: 12 },
    });
  });

  it('but not values one after another that stand over several lines', async () => {
    const { rows } = await read('{\n "a":1\n}\n{\n "a":2\n}\n');
    expect(rows).toHaveLength(2);
  });

  it.each([' \n\n', '\uFEFF'])('%j holds nothing', async (content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'input.empty', exitCode: 3 });
  });

  it('over the limits too', async () => {
    const deep = `${'['.repeat(300)}${']'.repeat(300)}`;
    await expect(read(deep)).rejects.toMatchObject({ code: 'input.limit', args: { limit: 'jsonDepth' } });
    await expect(read('[{"a":"xxxxxxxxxx"}]', { limits: { fieldBytes: 8 } })).rejects.toMatchObject({
      args: { limit: 'fieldBytes' },
    });
    await expect(read('[{"a":1,"b":2}]', { limits: { columns: 1 } })).rejects.toMatchObject({
      args: { limit: 'columns' },
    });
    await expect(read('[{"a":1,"b":[1,2,3,4,5,6]}]', { limits: { rowBytes: 20 } })).rejects.toMatchObject({
      args: { limit: 'rowBytes' },
    });
  });
});

describe('encodings', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'])('%s is found by the bytes', async (encoding) => {
    const { rows } = await read(iconv.encode('[{"имя":"Иванов Пётр"}]', encoding));
    expect(rows[0]).toMatchObject({ cells: ['Иванов Пётр'], table: { columns: ['имя'] } });
  });

  it('a byte order mark is no part of the text', async () => {
    expect((await read(Buffer.from('\uFEFF[{"a":1}]'))).rows).toHaveLength(1);
  });

  it('damage is named with its line', async () => {
    const content = Buffer.concat([
      Buffer.from('[{"a":"Иванов Пётр Ильич"},\n{"a":"'),
      Buffer.from([0xc8]),
      Buffer.from('"}]'),
    ]);
    expect((await read(content, { options: { encoding: 'utf-8' } })).issues).toMatchObject([
      { code: 'input.encoding-damage', origin: { line: 2 }, column: 'a' },
    ]);
  });
});

describe('detection', () => {
  async function claim(content: string, file = 'in.dat'): Promise<number | undefined> {
    return (await json.detect(bytesInput(file, Buffer.from(content))))?.confidence;
  }

  it('claims JSON by its content', async () => {
    for (const content of ['[{"a":1}]', ' {"a":1}', '{"a":1}\n{"a":2}', '[{"a":"cut'])
      expect(await claim(content)).toBeGreaterThan(0.5);
  });

  it('does not claim text that only starts like it', async () => {
    for (const content of ['[Name];[Phone]\n1;2\n', '{broken', 'a,b\n1,2\n'])
      expect(await claim(content)).toBeUndefined();
  });
});

it('agrees with JSON.parse about what is JSON, wherever the chunks are cut', async () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    'null',
    'true',
    ' ',
    '\n',
    '"',
    '-',
    '1.5',
    '\\',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((list) => `[${list.join('')}]`),
    fc.json().map((value) => `[${value}]`),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, size) => {
      const input = {
        ...bytesInput('in.json', Buffer.from(content)),
        open: () => chunked(Buffer.from(content), size),
      };
      const failure = await collectRows(json, input).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure === undefined || failure instanceof InputError).toBe(true);
      expect(failure === undefined).toBe(isJson(content));
    }),
    { numRuns: 1500 },
  );
});

function chunked(content: Buffer, size: number): Readable {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += size) parts.push(content.subarray(at, at + size));
  return Readable.from(parts);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
