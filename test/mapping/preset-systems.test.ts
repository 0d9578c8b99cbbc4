import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import type { CompiledMapping } from '../../src/mapping/compiled.ts';
import { fileSystem } from '../../src/mapping/key-system.ts';
import { fitPreset, presets } from '../../src/mapping/presets.ts';
import { suggestMapping } from '../../src/mapping/suggest.ts';
import { validateDraft } from '../../src/mapping/validate.ts';
import { MappingError } from '../../src/errors.ts';
import type { Draft } from '../../src/model/entity.ts';
import { groupRows } from '../../src/pipeline/group-rows.ts';
import { recognise } from '../../src/pipeline/inputs.ts';
import * as registry from '../../src/sources/index.ts';
import { collector } from '../collect-rows.ts';
import { compiled } from './workspace.ts';

const samples = resolve(import.meta.dirname, '../../samples/systems');

interface Taken {
  readonly preset: string | undefined;
  readonly drafts: readonly Draft[];
}

/** Reads a sample as `run` does: the headings choose the mapping, the mapping makes drafts. */
async function take(file: string, asked?: string): Promise<Taken> {
  const input = await fileInput(join(samples, file));
  const { source } = await recognise(input, Object.values(registry));
  const { context } = collector();
  const rows = [];
  for await (const batch of source.read(input, {}, context)) rows.push(batch);
  const table = rows[0]?.[0]?.table ?? { columns: [] };
  const preset = asked ?? source.preset ?? fitPreset(table.columns)?.preset;
  if (preset === undefined) return { preset, drafts: [] };
  return {
    preset,
    drafts: await draftsOf(file, await compilePresets([{ preset, files: [input.file], system: fileSystem(file) }])),
  };
}

/** What the draft of a mapping for a sample makes of it. */
async function takeBySuggestion(file: string): Promise<readonly Draft[]> {
  const input = await fileInput(join(samples, file));
  const { source } = await recognise(input, Object.values(registry));
  const { context } = collector();
  const rows = [];
  for await (const batch of source.read(input, {}, context)) rows.push(...batch);
  const table = rows[0]?.table ?? { file, name: '', columns: [] };
  const settings = { project: 'demo', language: 'en', word: () => 'why' } as const;
  return draftsOf(file, await compiled(suggestMapping([{ table, sample: rows, file }], settings)));
}

/** The drafts that a mapping makes of a sample, block by block. */
async function draftsOf(file: string, mapping: CompiledMapping): Promise<readonly Draft[]> {
  const input = await fileInput(join(samples, file));
  const { source } = await recognise(input, Object.values(registry));
  const { context } = collector();
  const drafts: Draft[] = [];
  for (const block of mapping.blocks) {
    const from = mapping.sources.find(({ name }) => name === block.source);
    const grouped = groupRows(source.read(input, from?.options ?? {}, context), from?.group);
    for await (const batch of grouped) {
      const [first] = batch;
      if (first === undefined || (from?.select.length !== 0 && from?.select.includes(first.table.name) !== true))
        continue;
      try {
        const bound = block.bind(first.table);
        for (const row of batch)
          for (const made of bound.map(row, [])) if (made.status === 'draft') drafts.push(made.draft);
      } catch (error) {
        if (!(block.isOptional && error instanceof MappingError)) throw error;
      }
    }
  }
  return drafts;
}

const plain = ({ kind, system, key, fields }: Draft): unknown => ({ kind, system, key, fields });
const hash = /^[0-9a-f]{32}$/;

const cases: readonly [file: string, preset: string, kinds: Readonly<Record<string, number>>][] = [
  ['bitrix24-contacts.csv', 'bitrix24-contacts', { contact: 2 }],
  ['bitrix24-companies.csv', 'bitrix24-companies', { company: 2 }],
  ['bitrix24-leads.xls', 'bitrix24-leads', { lead: 2 }],
  ['bitrix24-deals.csv', 'bitrix24-deals', { company: 1, contact: 1, deal: 2 }],
  ['amocrm-list.csv', 'amocrm-list', { company: 1, contact: 1 }],
  ['amocrm-deals.csv', 'amocrm-deals', { company: 1, contact: 1, deal: 2 }],
  ['amocrm-deals-older.csv', 'amocrm-deals', { company: 1, contact: 1, deal: 1 }],
  ['google-contacts.csv', 'google-contacts', { contact: 2 }],
  ['outlook-contacts.csv', 'outlook-contacts', { contact: 2 }],
  ['thunderbird.csv', 'thunderbird', { contact: 1 }],
  ['jira.csv', 'jira', { activity: 2 }],
  ['hubspot-contacts.csv', 'hubspot-contacts', { contact: 2 }],
  ['hubspot-companies.csv', 'hubspot-companies', { company: 1 }],
  ['hubspot-deals.csv', 'hubspot-deals', { deal: 1 }],
  ['pipedrive-people.csv', 'pipedrive-people', { contact: 1 }],
  ['pipedrive-organizations.csv', 'pipedrive-organizations', { company: 1 }],
  ['pipedrive-deals.csv', 'pipedrive-deals', { deal: 1 }],
  ['planfix-contacts.csv', 'planfix-contacts', { contact: 1 }],
  ['planfix-tasks.csv', 'planfix-tasks', { activity: 1 }],
  ['planfix-api.json', 'planfix-api', { company: 1, contact: 1 }],
  ['megaplan-clients.csv', 'megaplan-clients', { company: 1, contact: 1 }],
  ['megaplan-deals.csv', 'megaplan-deals', { deal: 1 }],
  ['regionsoft.csv', 'regionsoft', { company: 1 }],
  ['worksection.csv', 'worksection', { activity: 1 }],
  ['basecamp-todos.json', 'basecamp-todos', { activity: 1 }],
  ['basecamp-people.json', 'basecamp-people', { user: 1, contact: 1 }],
  ['unisender.csv', 'unisender', { contact: 2 }],
  ['companies-contacts.csv', 'companies-contacts', { company: 4, contact: 4 }],
  ['companies-without-names.csv', 'companies-contacts', { company: 3, contact: 2 }],
  ['people-companies.csv', 'companies-contacts', { company: 3, contact: 3 }],
  ['deals.csv', 'deals', { company: 1, contact: 2, deal: 3 }],
];

describe.each(cases)('%s', (file, preset, kinds) => {
  it(`is told by its headings as ${preset} and makes valid drafts`, async () => {
    const taken = await take(file);
    expect(taken.preset).toBe(preset);
    const counts: Record<string, number> = {};
    for (const draft of taken.drafts) {
      counts[draft.kind] = (counts[draft.kind] ?? 0) + 1;
      const found = validateDraft({ ...draft });
      expect(found.issues).toEqual([]);
    }
    expect(counts).toEqual(kinds);
    const golden = taken.drafts.map((draft) => plain(hash.test(draft.key) ? { ...draft, key: '(hash)' } : draft));
    const path = join(samples, `${file.replace(/\.[^.]+$/, '')}.drafts.json`);
    await expect(`${JSON.stringify(golden, null, 1)}\n`).toMatchFileSnapshot(path);
  });
});

it.each(cases.filter(([, , kinds]) => Object.keys(kinds).length > 1).map(([file]) => file))(
  'the suggested mapping for %s makes the very records of the ready one',
  async (file) => {
    const { drafts } = await take(file);
    expect(drafts.length).toBeGreaterThan(1);
    expect((await takeBySuggestion(file)).map(plain)).toEqual(drafts.map(plain));
  },
);

it('every ready mapping of a system has a sample', () => {
  const told = presets().filter(({ name, spec }) => spec.fits !== undefined && !name.startsWith('1c-'));
  const tried = new Set(cases.map(([, preset]) => preset));
  expect(told.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
});

it('products of a deal are its positions, and its amount is their sum', async () => {
  const { drafts } = await take('bitrix24-deals.csv');
  const deals = drafts.filter(({ kind }) => kind === 'deal').map(({ key, fields }) => ({ key, ...fields }));
  expect(deals).toMatchObject([
    {
      key: '12',
      title: 'Поставка',
      outcome: 'won',
      amount: { amount: '250', currency: 'RUB' },
      items: [
        { name: 'Товар А', quantity: '3', price: { amount: '100' }, total: { amount: '300' } },
        { name: 'Скидка', quantity: '1', price: { amount: '-50' }, total: { amount: '-50' } },
      ],
      company: { system: 'bitrix24', key: '55' },
      contacts: [{ ref: { system: 'bitrix24', key: '7' } }],
    },
    { key: '11', amount: { amount: '1500.5', currency: 'RUB' } },
  ]);
  expect(deals[1]).not.toHaveProperty('items');
});

it('rows without a number continue the company above', async () => {
  const { drafts } = await take('bitrix24-companies.csv');
  expect(drafts[0]?.fields).toMatchObject({
    inn: '7700000016',
    kpp: '770001001',
    addresses: [
      { text: 'ул. Первая, 1, Москва', type: 'legal', city: 'Москва' },
      { text: 'ул. Вторая, 2, Химки', type: 'actual', city: 'Химки' },
    ],
    bank_accounts: [{ account: '40702810000000000001' }, { account: '40702810000000000002' }],
  });
});

it('several associated companies of HubSpot stand in one cell', async () => {
  const { drafts } = await take('hubspot-contacts.csv');
  expect(drafts[1]?.fields['companies']).toEqual([
    { ref: { system: 'hubspot', key: '9001' }, primary: true },
    { ref: { system: 'hubspot', key: '9002' }, primary: false },
  ]);
});

it('an address of Exchange is no e-mail, 0/0/00 no date', async () => {
  const { drafts } = await take('outlook-contacts.csv');
  expect(drafts.map(({ fields }) => [fields['emails'], fields['birth_date'], fields['sex']])).toEqual([
    [[{ value: 'vera@example.ru', type: 'other', raw: 'vera@example.ru', primary: true }], '1984-03-05', 'female'],
    [undefined, undefined, undefined],
  ]);
  expect(drafts[1]?.fields['custom']).toEqual({ exchange_address: '/o=Exchange/cn=orlov' });
});

it('people named alike in a list of deals are told by their phones', async () => {
  const [first] = (await take('amocrm-deals.csv')).drafts.filter(({ kind }) => kind === 'contact');
  expect(first?.key).toContain('Вера Кузнецова');
  expect(first?.key).toContain('79160000003');
});

it('a table of no system stays with the plain mapping', () => {
  expect(fitPreset(['Фамилия', 'Имя', 'Телефон', 'Email'])?.preset).toBe('contacts');
  expect(fitPreset(['ID', 'Имя', 'Фамилия', 'Участвует в экспорте контактов'])?.preset).toBe('bitrix24-contacts');
});
