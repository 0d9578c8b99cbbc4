import { expect, it } from 'vitest';
import { readPages, type ODataRequest } from '../../../src/sources/onec/odata-pages.ts';

const base = 'https://server.example/base/odata/standard.odata/';
const request: ODataRequest = { base, set: 'Catalog_Контрагенты', pageSize: 2, select: [] };
const records = (...names: readonly string[]) => names.map((name) => ({ Ref_Key: name }));

interface Answer {
  readonly value?: unknown;
  readonly [name: string]: unknown;
}

/** Reads a set from prepared answers; what was asked for, as people write it, and what came. */
async function read(answers: readonly (Answer | string)[], more: Partial<ODataRequest> = {}) {
  const asked: string[] = [];
  const taken: string[] = [];
  const pages = readPages({ ...request, ...more }, (address) => {
    const answer = answers[asked.length];
    asked.push(address);
    return Promise.resolve(Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)));
  });
  let error: unknown;
  try {
    for await (const body of pages) {
      const { value } = JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')) as { value: { Ref_Key: string }[] };
      taken.push(...value.map(({ Ref_Key: key }) => key));
    }
  } catch (cause) {
    error = cause;
  }
  return { asked: asked.map((address) => decodeURIComponent(address).replace(base, '')), raw: asked, taken, error };
}

it('asks for the properties named, and for the key with them', async () => {
  const select = ['Description', 'ИНН', 'КонтактнаяИнформация/Представление'];
  const { asked, raw } = await read([{ value: records('a') }], { select });
  expect(asked).toEqual([
    'Catalog_Контрагенты?$format=json&$select=Ref_Key,Description,ИНН,КонтактнаяИнформация/Представление&$orderby=Ref_Key&$top=2&$inlinecount=allpages',
  ]);
  expect(raw[0]).not.toMatch(/[а-я+ ]/i);
  const named = await read([{ value: [] }], { select: ['Ref_Key', 'Code'] });
  expect(named.asked[0]).toContain('$select=Ref_Key,Code&');
});

it('neither asks a table for a key it has not, nor orders by it', async () => {
  for (const set of ['InformationRegister_КонтактнаяИнформация', 'Catalog_Контрагенты_КонтактнаяИнформация']) {
    const { asked } = await read([{ value: [] }], { set, select: ['Представление'] });
    expect(asked).toEqual([`${set}?$format=json&$select=Представление&$top=2&$inlinecount=allpages`]);
  }
});

it('goes on by what it has taken while pages are full', async () => {
  const answers = [
    { 'odata.count': '5', value: records('a', 'b') },
    { value: records('c', 'd') },
    { value: records('e') },
  ];
  const { asked, taken, error } = await read(answers);
  expect(error).toBeUndefined();
  expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(asked.map((address) => /\$skip=\d+/.exec(address)?.[0])).toEqual([undefined, '$skip=2', '$skip=4']);
});

it.each([
  ['whole', `${base}Catalog_%D0%9A?$skiptoken=2`],
  ['relative to the interface', 'Catalog_%D0%9A?$skiptoken=2'],
])('follows the link to the next page, %s, though the page is short', async (_, link) => {
  const answers = [
    { 'odata.count': 3, value: records('a'), 'odata.nextLink': link },
    { value: records('b', 'c'), 'odata.nextLink': `${base}x?2` },
    { value: [] },
  ];
  const { asked, taken, error } = await read(answers);
  expect(error).toBeUndefined();
  expect(asked.slice(1)).toEqual(['Catalog_К?$skiptoken=2', 'x?2']);
  expect(taken).toEqual(['a', 'b', 'c']);
});

it.each([
  'https://other.example/base/odata/standard.odata/x?2',
  'http://server.example/base/odata/standard.odata/x?2',
  'https://server.example/other/odata/x?2',
  '//other.example/x',
  '../../../admin',
])('never takes the secret to another place: %s', async (link) => {
  const { asked, error } = await read([{ value: records('a'), 'odata.nextLink': link }]);
  expect(asked).toHaveLength(1);
  expect(error).toMatchObject({ code: 'http.redirect', exitCode: 3 });
});

it('does not turn in a circle of links', async () => {
  const page = { value: records('a'), 'odata.nextLink': `${base}x?2` };
  const { asked, error } = await read(Array.from({ length: 50 }, () => page));
  expect(asked.length).toBeLessThan(4);
  expect(error).toMatchObject({ code: 'http.circle', exitCode: 3 });
});

it('does not take the same page for ever from a server that skips nothing', async () => {
  const { asked, error } = await read(
    Array.from({ length: 50 }, () => ({ 'odata.count': '9', value: records('a', 'b') })),
  );
  expect(asked).toHaveLength(2);
  expect(error).toMatchObject({ code: 'http.circle' });
});

it.each([
  ['fewer', 4],
  ['more', 2],
])('says when %s records came than the base has', async (_, count) => {
  const { error, taken } = await read([
    { 'odata.count': String(count), value: records('a', 'b') },
    { value: records('c') },
  ]);
  expect(taken).toHaveLength(3);
  expect(error).toMatchObject({ code: 'http.changed', args: { expected: count, read: 3 } });
});

it.each(['<html>login</html>', '{"odata.error":{}}', '{"value":5}', '', 'null'])(
  'refuses an answer that is no page: %s',
  async (text) => {
    const { error } = await read([text]);
    expect(error).toMatchObject({ code: 'http.answer', exitCode: 3 });
  },
);

it('takes pages with a byte order mark', async () => {
  const { taken } = await read([`\ufeff${JSON.stringify({ value: records('a') })}`]);
  expect(taken).toEqual(['a']);
});
