import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTargetSchema } from '../../src/mapping/check-levels/target.ts';
import { mappingJsonSchema } from '../../src/mapping/editor-schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { languageServer, type Cursor } from './language-server.ts';

const folder = temporaryFolder('perenos-editor-');
const samples = join(import.meta.dirname, '..', '..', 'samples');
const mapping = join(folder, 'perenos');
let server: Awaited<ReturnType<typeof languageServer>>;

beforeAll(async () => {
  const snapshot = readTargetSchema(join(samples, 'ci', 'target-schema.json'));
  writeFileSync(join(folder, 'plain.json'), JSON.stringify(mappingJsonSchema()));
  writeFileSync(join(folder, 'portal.json'), JSON.stringify(mappingJsonSchema(snapshot)));
  server = await languageServer();
});
afterAll(() => server.stop());

type SchemaFile = 'plain.json' | 'portal.json';

/** The text with its schema in the first line, and where `▮` stood in it. */
function marked(text: string, schema: SchemaFile): { readonly text: string; readonly at: Cursor } {
  const whole = `# yaml-language-server: $schema=./${schema}\n${text}`;
  const before = whole.slice(0, whole.indexOf('▮')).split('\n');
  return { text: whole.replace('▮', ''), at: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

const top = 'perenos: 1\nsources:\n  s: {file: in.csv}\n';
const block = (rest: string, entity = 'contact') =>
  `${top}load:\n  b:\n    entity: ${entity}\n    from: s\n    key: K\n${rest}`;
const field = (rest: string, entity = 'contact') => block(`    fields:\n${rest}`, entity);
const map = (rest: string) => `${top}maps:\n  m:\n${rest}load: {}\n`;
const custom = (rest: string) => `${top}custom_fields:\n${rest}load: {}\n`;

describe('an editor completes', () => {
  test.each<[what: string, text: string, wanted: readonly string[], schema?: SchemaFile]>([
    ['sections', `${top}▮`, ['load', 'maps', 'target', 'custom_fields', 'dedupe', 'checks', 'defaults']],
    ['the language', `${top}locale: ▮\n`, ['ru', 'en']],
    ['settings of the target', `${top}target:\n  ▮`, ['type', 'portal', 'mode', 'conflict', 'limits']],
    ['modes', `${top}target:\n  type: x\n  mode: ▮\n`, ['quiet', 'normal']],
    ['what to do in a conflict', `${top}target:\n  type: x\n  conflict: ▮\n`, ['keep-target', 'overwrite', 'stop']],
    ['limits', `${top}target:\n  type: x\n  limits:\n    ▮`, ['max_creates', 'max_deletes', 'max_reject_share']],
    ['defaults', `${top}defaults:\n  ▮`, ['country', 'city_code', 'timezone', 'currency', 'date']],
    [
      'keys of a source',
      'perenos: 1\nsources:\n  s:\n    ▮',
      ['file', 'format', 'sheet', 'header_row', 'encoding', 'key'],
    ],
    ['keys of a map', map('    ▮\n'), ['kind', 'file', 'values', 'default', 'on_unknown']],
    ['kinds of a map', map('    kind: ▮\n'), ['text', 'user', 'stage', 'enum']],
    ['what to do with unknown values', map('    on_unknown: ▮\n'), ['reject', 'default', 'keep', 'ask']],
    ['kinds of records', `${top}load:\n  b:\n    entity: ▮\n`, ['company', 'contact', 'deal', 'lead', 'task', 'note']],
    ['keys of a block', block('    ▮'), ['where', 'join', 'explode', 'match', 'on_match', 'fields', 'tags']],
    ['what to do with a match', block('    on_match: ▮\n'), ['update', 'fill_empty', 'skip', 'create_anyway']],
    ['fields of a contact', field('      ▮'), ['full_name', 'phones', 'emails', 'birth_date', 'companies']],
    ['fields of a company', field('      ▮', 'company'), ['name', 'inn', 'kpp', 'ogrn', 'addresses']],
    ['fields of a deal', field('      ▮', 'deal'), ['title', 'stage', 'pipeline', 'amount', 'items']],
    [
      'keys of a field',
      field('      position:\n        ▮'),
      ['from', 'expr', 'const', 'do', 'map', 'default', 'required'],
    ],
    [
      'what to do with a failed value',
      field('      position:\n        on_error: ▮\n'),
      ['reject', 'drop', 'keep', 'default'],
    ],
    ['how to take several columns', field('      position:\n        pick: ▮\n'), ['first', 'join', 'all']],
    ['personal-data classes', field('      position:\n        class: ▮\n'), ['none', 'name', 'phone', 'free_text']],
    [
      'functions',
      field('      position:\n        do:\n          - ▮\n'),
      ['trim', 'lower', 'phone', 'person_name', 'fix_lookalikes'],
    ],
    ['functions in a flow list', field('      position: {from: A, do: [▮]}\n'), ['trim', 'title']],
    ['options of a function', field('      position:\n        do:\n          - cut:\n              ▮'), ['max', 'at']],
    [
      'options of another function',
      field('      phones:\n        - do:\n            - phone:\n                ▮'),
      ['country', 'keep_ext'],
    ],
    ['keys of a phone', field('      phones:\n        - from: A\n          ▮'), ['type', 'do', 'comment', 'on_error']],
    ['kinds of a phone', field('      phones:\n        - type: ▮\n'), ['mobile', 'work', 'home', 'fax']],
    [
      'parts of an address',
      field('      addresses:\n        - type: legal\n          ▮', 'company'),
      ['city', 'street', 'postal_code', 'country'],
    ],
    ['keys of a relation', field('      companies:\n        - ▮'), ['ref', 'by', 'on_missing', 'stub_name']],
    [
      'what to do without a parent',
      field('      companies:\n        - ref: b\n          on_missing: ▮\n'),
      ['reject', '"null"', 'stub', 'defer'],
    ],
    ['severities of a check', `${top}checks:\n  - name: x\n    severity: ▮\n`, ['error', 'warn', 'notice']],
    ['the target of the portal', `${top}target:\n  type: ▮\n`, ['bitrix24'], 'portal.json'],
    ['the portal', `${top}target:\n  type: bitrix24\n  portal: ▮\n`, ['romashka.bitrix24.ru'], 'portal.json'],
    [
      'fields of the portal',
      custom('  company.x:\n    target: ▮\n'),
      ['UF_CRM_CODE_1C', 'Код 1С', 'UF_CRM_SEGMENT'],
      'portal.json',
    ],
    [
      'options of a field',
      custom('  company.x:\n    target: UF_CRM_SEGMENT\n    options:\n      - ▮\n'),
      ['A', 'B', 'C'],
      'portal.json',
    ],
    ['pipelines of the portal', map('    kind: stage\n    pipeline: ▮\n'), ['Продажи'], 'portal.json'],
    [
      'stages of a pipeline',
      map('    kind: stage\n    pipeline: Продажи\n    values:\n      Новый: ▮\n'),
      ['Новая', 'WON', 'LOSE'],
      'portal.json',
    ],
    ['stages without a pipeline', map('    kind: stage\n    default: ▮\n'), ['Новая', 'WON'], 'portal.json'],
    [
      'people of the portal',
      map('    kind: user\n    to: email\n    default: ▮\n'),
      ['boss@romashka.ru', 'petrov@romashka.ru'],
      'portal.json',
    ],
    [
      'people by name',
      map('    kind: user\n    to: full_name\n    values:\n      Иванова: ▮\n'),
      ['Иванова Анна'],
      'portal.json',
    ],
    ['fixed pipelines', field('      pipeline:\n        const: ▮\n', 'deal'), ['Продажи'], 'portal.json'],
  ])('%s', async (_what, text, wanted, schema = 'plain.json') => {
    const { text: whole, at } = marked(text, schema);
    const labels = await server.complete(mapping, whole, at);
    expect(labels).toEqual(expect.arrayContaining([...wanted]));
  });

  test('nothing of the portal without its snapshot', async () => {
    const { text, at } = marked(custom('  company.x:\n    target: ▮\n'), 'plain.json');
    expect(await server.complete(mapping, text, at)).not.toContain('UF_CRM_CODE_1C');
  });
});

describe('an editor marks', () => {
  test.each<[what: string, text: string, message: RegExp, schema?: SchemaFile]>([
    ['a misspelt section', `${top}▮laod: {}\nload: {}\n`, /laod is not allowed/],
    ['another version', 'perenos: ▮2\nload: {}\n', /1/],
    ['a wrong language', `${top}locale: ▮rus\nload: {}\n`, /"ru", "en"/],
    [
      'a misspelt key of a source',
      'perenos: 1\nsources:\n  s: {file: a, ▮delimeter: ;}\nload: {}\n',
      /delimeter is not allowed/,
    ],
    ['a misspelt key of a block', block('    ▮wher: "true"\n    fields: {full_name: A}\n'), /wher is not allowed/],
    ['a wrong kind of map', map('    kind: ▮users\n'), /"user"/],
    ['a misspelt field', field('      full_name: A\n      ▮positon: B\n'), /positon is not allowed/],
    ['a field of another kind', field('      full_name: A\n      ▮ogrn: B\n'), /ogrn is not allowed/],
    ['a misspelt key of a field', field('      full_name: {▮form: A}\n'), /form is not allowed/],
    ['a misspelt policy', field('      full_name: {from: A, on_error: ▮skip}\n'), /"drop"/],
    ['a word in place of yes or no', field('      full_name: {from: A, required: ▮maybe}\n'), /boolean/],
    ['an unknown function', field('      full_name: {from: A, do: [▮trimm]}\n'), /"trim"/],
    [
      'an unknown function with options',
      field('      full_name: {from: A, do: [{▮cutt: 5}]}\n'),
      /cutt is not allowed/,
    ],
    [
      'an unknown option',
      field('      full_name: {from: A, do: [{cut: {max: 5, ▮form: 2}}]}\n'),
      /form is not allowed/,
    ],
    ['a wrong kind of phone', field('      full_name: A\n      phones: [{from: T, type: ▮moble}]\n'), /"mobile"/],
    [
      'a misspelt part of a phone',
      field('      full_name: A\n      phones: [{from: T, ▮kind: work}]\n'),
      /kind is not allowed/,
    ],
    [
      'a misspelt key of a relation',
      field('      full_name: A\n      companies: [{ref: b, ▮bye: K}]\n'),
      /bye is not allowed/,
    ],
    ['a list where a section belongs', block('    fields: ▮[a]\n'), /object/],
    [
      'a field the portal does not have',
      custom('  company.x: {target: ▮UF_CRM_CODE}\n'),
      /UF_CRM_CODE_1C/,
      'portal.json',
    ],
    [
      'a stage of no pipeline',
      map('    kind: stage\n    pipeline: Продажи\n    values: {Новый: ▮Новое}\n'),
      /Новая/,
      'portal.json',
    ],
    ['a pipeline the portal does not have', map('    kind: stage\n    pipeline: ▮Продаж\n'), /Продажи/, 'portal.json'],
    [
      'a person the portal does not know',
      map('    kind: user\n    to: email\n    default: ▮bos@romashka.ru\n'),
      /boss@romashka\.ru/,
      'portal.json',
    ],
    ['another target', `${top}target: {type: ▮amocrm}\nload: {}\n`, /bitrix24/, 'portal.json'],
  ])('%s at its place', async (_what, text, message, schema = 'plain.json') => {
    const { text: whole, at } = marked(text, schema);
    const found = await server.diagnose(mapping, whole);
    expect(found.map(({ range }) => range.start)).toEqual([at]);
    expect(found[0]?.message).toMatch(message);
  });

  test.each([
    'ci/perenos.yaml',
    'stories/perenos.yaml',
    'mapping/onec-to-bitrix24.yaml',
    'mapping/salesforce-to-amocrm.yaml',
  ])('nothing in %s', async (name) => {
    const text = readFileSync(join(samples, name), 'utf8').replace(/^# yaml-language-server.*\n/, '');
    expect(await server.diagnose(mapping, marked(`${text}▮`, 'plain.json').text)).toEqual([]);
  });

  test('nothing in the sample of a repository with the snapshot of its portal, nor in a field that is to be made', async () => {
    const text = readFileSync(join(samples, 'ci', 'perenos.yaml'), 'utf8').replace(/^# yaml-language-server.*\n/, '');
    expect(await server.diagnose(mapping, marked(`${text}▮`, 'portal.json').text)).toEqual([]);
    const made = custom('  company.x: {target: UF_CRM_NEW, create: true}\n');
    expect(await server.diagnose(mapping, marked(`${made}▮`, 'portal.json').text)).toEqual([]);
  });
});

describe('an editor explains', () => {
  test.each<[what: string, text: string, wanted: string, schema?: SchemaFile]>([
    ['a key of a block', block('    wh▮ere: "true"\n'), 'filtered'],
    ['a field', field('      full_n▮ame: A\n'), 'Whole name'],
    ['a key of a field', field('      full_name:\n        requ▮ired: true\n'), 'rejected'],
    ['a function', field('      full_name: {from: A, do: [tr▮im]}\n'), 'spaces'],
    ['an option', field('      full_name: {from: A, do: [{cut: {ma▮x: 5}}]}\n'), 'Longest length'],
    ['a field of the portal', custom('  company.x: {target: UF_CRM_▮CODE_1C}\n'), 'Код 1С', 'portal.json'],
  ])('%s', async (_what, text, wanted, schema = 'plain.json') => {
    const { text: whole, at } = marked(text, schema);
    expect(await server.hover(mapping, whole, at)).toContain(wanted);
  });
});
