import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runWith } from '../run-files.ts';
import { workdir } from '../workdir.ts';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const folder = { Ref_Key: id(900), Description: 'Опт', IsFolder: true, DeletionMark: false };
const companies = Array.from({ length: 5 }, (_, index) => ({
  Ref_Key: id(index + 1),
  Description: `ООО Пример ${index + 1}`,
  ИНН: index === 0 ? '0277000106' : '',
  Parent_Key: id(900),
  IsFolder: false,
  DeletionMark: index === 4,
}));
const orders = [
  {
    Ref_Key: id(101),
    Number: '0000-000001',
    Date: '2026-01-14T23:30:00',
    Контрагент_Key: id(1),
    СуммаДокумента: 12500.5,
    DeletionMark: false,
  },
];
const sets: Readonly<Record<string, readonly object[]>> = {
  Catalog_Контрагенты: [...companies, folder],
  Document_ЗаказПокупателя: orders,
};

interface Base {
  readonly url: string;
  readonly asked: string[];
}

/** An infobase on this computer: pages, basic access, out of order once. */
async function infobase(counted: (set: readonly object[]) => number = (set) => set.length): Promise<Base> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    asked.push(decodeURIComponent(`${name}${url.search}`));
    response.setHeader('retry-after', '0');
    const set = sets[name];
    const isKnown = request.headers.authorization === `Basic ${Buffer.from('odata:секрет').toString('base64')}`;
    response.statusCode = !isKnown ? 401 : asked.length === 1 ? 503 : set === undefined ? 404 : 200;
    if (set === undefined || response.statusCode !== 200) {
      response.end('{"odata.error":{}}');
      return;
    }
    const [top, skip] = [Number(url.searchParams.get('$top')), Number(url.searchParams.get('$skip') ?? 0)];
    const count = url.searchParams.get('$inlinecount') === null ? {} : { 'odata.count': String(counted(set)) };
    const value = set.slice(skip, skip + top);
    response.end(JSON.stringify({ 'odata.metadata': `http://x/$metadata#${name}`, ...count, value }));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/odata/standard.odata`, asked };
}

function mapping(url: string): string {
  const options = 'options: {sets: [Document_ЗаказПокупателя, Catalog_Контрагенты], page_size: 2}';
  const source = (table: string): string =>
    `{url: "${url}", connection: base, format: 1c-odata, select: ${table}, system: 1c, ${options}}`;
  return [
    'perenos: 1',
    'project: live',
    'extends: 1c-odata',
    'sources:',
    `  counterparties: ${source('Контрагент')}`,
    `  contact_persons: ${source('КонтактноеЛицо')}`,
    `  documents: ${source('Документ')}`,
    'load: {}',
    '',
  ].join('\n');
}

it('loads a live infobase page by page, with what one set says of another', async () => {
  const { url, asked } = await infobase();
  const { write } = workdir();
  const file = write('perenos.yaml', mapping(url));
  const secret = write('secret.txt', 'odata:секрет\n');
  const { rows, result } = await runWith({ PERENOS_BASE_TOKEN_FILE: secret }, [], '--mapping', file);
  expect(result.exitCode).toBe(0);
  expect(rows('select name, inn, tags from company order by id')).toEqual([
    { name: 'ООО Пример 1', inn: '0277000106', tags: '["Опт"]' },
    { name: 'ООО Пример 2', inn: null, tags: '["Опт"]' },
    { name: 'ООО Пример 3', inn: null, tags: '["Опт"]' },
    { name: 'ООО Пример 4', inn: null, tags: '["Опт"]' },
  ]);
  expect(
    rows('select d.number, d.amount, d.opened_at, c.name from deal d join company c on c.id = company_id'),
  ).toEqual([{ number: '0000-000001', amount: '12500.5', opened_at: '2026-01-14T20:30:00Z', name: 'ООО Пример 1' }]);
  // One call failed and was made again; six counterparties make three pages, and an empty one that says so.
  expect(asked).toHaveLength(6);
  expect(asked[0]).toBe(asked[1]);
  expect(asked[2]).toBe('Catalog_Контрагенты?$format=json&$orderby=Ref_Key&$top=2&$inlinecount=allpages');
  expect(asked[3]).toBe('Catalog_Контрагенты?$format=json&$orderby=Ref_Key&$top=2&$skip=2');
});

it('stops when records came or went while they were read', async () => {
  const { url } = await infobase((set) => set.length + 1);
  const { write } = workdir();
  const run = runWith({ PERENOS_BASE_TOKEN: 'odata:секрет' }, [], '--mapping', write('perenos.yaml', mapping(url)));
  await expect(run).rejects.toMatchObject({ code: 'http.changed', args: { expected: 2, read: 1 } });
});

it('says when the secret is wrong or missing, and never repeats it', async () => {
  const { url } = await infobase();
  const { write } = workdir();
  const file = write('perenos.yaml', mapping(url));
  const error: unknown = await runWith({ PERENOS_BASE_TOKEN: 'odata:чужой' }, [], '--mapping', file).catch(
    (cause: unknown) => cause,
  );
  expect(error).toMatchObject({ code: 'http.access', args: { status: 401 } });
  expect(String(error)).not.toContain('чужой');
  await expect(runWith({}, [], '--mapping', file)).rejects.toMatchObject({
    code: 'http.no-secret',
    args: { connection: 'base', variable: 'PERENOS_BASE_TOKEN' },
  });
});

it('a source has a file or an address, and an address only in a format that can be fetched', async () => {
  const { write } = workdir();
  const load = 'load: {notes: {entity: note, from: s, key: K, fields: {text: T}}}\n';
  const of = (source: string): string => write('perenos.yaml', `perenos: 1\nsources: {s: ${source}}\n${load}`);
  await expect(runWith({}, [], '--mapping', of('{format: csv}'))).rejects.toMatchObject({
    problems: [{ code: 'mapping.missing-key', args: { key: 'file' } }],
  });
  await expect(runWith({}, [], '--mapping', of('{url: "https://x.example", format: csv}'))).rejects.toMatchObject({
    problems: [{ code: 'mapping.wrong-value', args: { key: 'format', value: 'csv', allowed: '1c-odata' } }],
  });
});
