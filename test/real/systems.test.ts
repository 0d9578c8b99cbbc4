import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import { compilePresets } from '../../src/mapping/compile-presets.ts';
import { fitPreset } from '../../src/mapping/presets.ts';
import { MappingError } from '../../src/errors.ts';
import type { Draft } from '../../src/model/entity.ts';
import type { Row } from '../../src/model/row.ts';
import { groupRows } from '../../src/pipeline/group-rows.ts';
import { recognise } from '../../src/pipeline/inputs.ts';
import * as registry from '../../src/sources/index.ts';
import { collector } from '../collect-rows.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');

/** The drafts a file gives without a mapping, by kind. */
async function drafts(file: string): Promise<Readonly<Record<string, readonly Draft[]>>> {
  const input = await fileInput(join(data, file));
  const { source } = await recognise(input, Object.values(registry));
  const { context } = collector();
  let columns: readonly string[] = [];
  for await (const batch of source.read(input, {}, context)) {
    columns = batch[0]?.table.columns ?? [];
    break;
  }
  const preset = source.preset ?? fitPreset(columns)?.preset ?? '';
  const mapping = await compilePresets([{ preset, files: [input.file] }]);
  const made: Record<string, Draft[]> = {};
  for (const block of mapping.blocks) {
    const from = mapping.sources.find(({ name }) => name === block.source);
    for await (const batch of groupRows(source.read(input, {}, context), from?.group)) {
      const [first] = batch;
      if (first === undefined) continue;
      if (from !== undefined && from.select.length > 0 && !from.select.includes(first.table.name)) continue;
      for (const draft of mapped((table) => block.bind(table), batch, block.isOptional)) {
        const known = (made[draft.kind] ??= []);
        if (!known.some(({ key }) => key === draft.key)) known.push(draft);
      }
    }
  }
  return made;
}

type Bind = Parameters<typeof mapRows>[0];
function mapped(bind: Bind, batch: readonly Row[], isOptional: boolean): readonly Draft[] {
  try {
    return mapRows(bind, batch);
  } catch (error) {
    if (isOptional && error instanceof MappingError) return [];
    throw error;
  }
}

function mapRows(
  bind: (table: Row['table']) => { map(row: Row, joined: readonly (readonly Row[])[]): readonly { status: string }[] },
  batch: readonly Row[],
): readonly Draft[] {
  const [first] = batch;
  if (first === undefined) return [];
  const bound = bind(first.table);
  return batch.flatMap((row) => bound.map(row, []).flatMap((one) => ('draft' in one ? [one.draft as Draft] : [])));
}

const counts = (all: Readonly<Record<string, readonly Draft[]>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(all).map(([kind, list]) => [kind, list.length]));
const sizes = (list: readonly Draft[] | undefined, field: string): number =>
  (list ?? []).reduce((sum, { fields }) => sum + ((fields[field] as readonly unknown[] | undefined)?.length ?? 0), 0);

describe.skipIf(!existsSync(data))('the collected files of other systems (skipped: ../shared/data is absent)', () => {
  it.each([
    ['other-systems/amocrm/constructed-export-contacts-semicolon.csv', { company: 1, contact: 2 }],
    ['other-systems/amocrm/constructed-export-leads-semicolon.csv', { company: 1, contact: 2, deal: 2 }],
    ['other-systems/amocrm/constructed-export-leads-suffixed.csv', { company: 1, contact: 2, deal: 2 }],
    ['other-systems/amocrm/constructed-import-template-leads-cp1251.csv', { company: 1, contact: 2, deal: 2 }],
    ['other-systems/vcard/constructed-ru-2.1.vcf', { contact: 2 }],
    ['other-systems/vcard/constructed-ru-3.0-4.0.vcf', { company: 1, contact: 2 }],
    ['other-systems/vcard/android-2.1-quoted-printable.vcf', { contact: 6 }],
    ['other-systems/vcard/gmail-3.0.vcf', { contact: 1 }],
    ['other-systems/vcard/gmail-3.0-many-fields.vcf', { contact: 1 }],
    ['other-systems/vcard/outlook-2.1.vcf', { contact: 1 }],
    ['other-systems/vcard/iphone-3.0.vcf', { contact: 1 }],
    ['other-systems/vcard/rfc6350-4.0.vcf', { contact: 1 }],
    ['other-systems/vcard/utf16be-3.0.vcf', { contact: 1 }],
    ['other-systems/contacts-csv/constructed-google-label-headers.csv', { contact: 3 }],
    ['other-systems/contacts-csv/google-type-headers.csv', { contact: 1 }],
    ['other-systems/contacts-csv/constructed-outlook-desktop-cp1251.csv', { contact: 2 }],
    ['other-systems/contacts-csv/constructed-outlook-com.csv', { contact: 2 }],
    ['other-systems/contacts-csv/thunderbird.csv', { contact: 1 }],
    ['other-systems/contacts-csv/roundcube-all-labels.csv', { contact: 1 }],
    ['other-systems/jira/constructed-jira-cloud.csv', { activity: 2 }],
    ['other-systems/hubspot/constructed-hubspot-contacts.csv', { contact: 2 }],
    ['other-systems/pipedrive/constructed-pipedrive-people.csv', { contact: 1 }],
    ['other-systems/planfix/constructed-rest-contact-list.json', { company: 1, contact: 1 }],
    ['other-systems/trello/constructed-trello-customfields.json', { user: 1, deal: 3, activity: 2, note: 1 }],
    ['other-systems/trello/trello-2015-no-labels-masked.json', { user: 3, deal: 67, note: 4 }],
    ['other-systems/trello/trello-2021-minimal.json', { user: 1, deal: 1 }],
    ['bitrix24/exports-synthetic/CONTACT_20260301_00000001_000000000001.csv', { contact: 4 }],
    ['bitrix24/exports-synthetic/CONTACT_20260301_00000001_000000000001.xls', { contact: 4 }],
    ['bitrix24/exports-synthetic/COMPANY_20260301_00000003_000000000003.csv', { company: 3 }],
    ['bitrix24/exports-synthetic/COMPANY_20260301_00000003_000000000003.xls', { company: 3 }],
    ['bitrix24/exports-synthetic/DEAL_20260301_00000002_000000000002.csv', { company: 1, contact: 1, deal: 3 }],
    ['bitrix24/exports-synthetic/DEAL_20260301_00000002_000000000002.xls', { company: 1, contact: 1, deal: 3 }],
    ['bitrix24/import-templates/original-sample.contact.csv', { contact: 1 }],
    ['bitrix24/import-templates/original-sample.company.csv', { company: 1 }],
    ['bitrix24/import-templates/original-sample.lead.csv', { lead: 1 }],
    ['bitrix24/import-templates/contact.ru.csv', { contact: 1 }],
    ['bitrix24/import-templates/company.ru.csv', { company: 1 }],
  ])('%s holds what its list of sources says', async (file, expected) => {
    expect(counts(await drafts(file))).toEqual(expected);
  });

  it.each([
    ['other-systems/contacts-csv/constructed-google-label-headers.csv', 4, 3],
    ['other-systems/contacts-csv/constructed-outlook-desktop-cp1251.csv', 3, 1],
    ['other-systems/pipedrive/constructed-pipedrive-people.csv', 2, 2],
  ])('%s: %i phones, %i e-mails', async (file, phones, emails) => {
    const { contact } = await drafts(file);
    expect([sizes(contact, 'phones'), sizes(contact, 'emails')]).toEqual([phones, emails]);
  });

  it('gives the issue of Jira its two labels, two sprints and two comments', async () => {
    const { activity = [] } = await drafts('other-systems/jira/constructed-jira-cloud.csv');
    expect(activity[0]?.fields['tags']).toEqual(['вип', 'звонок', 'Спринт 1', 'Спринт 2', 'Продажи']);
    expect(JSON.stringify(activity[0]?.fields['body']).match(/712020:\S+;(?:первый|второй)/g)).toHaveLength(2);
  });

  it('gives the deals of Bitrix24 their products and the sums of these', async () => {
    const { deal = [] } = await drafts('bitrix24/exports-synthetic/DEAL_20260301_00000002_000000000002.csv');
    expect(
      deal.map(({ key, fields }) => [key, fields['amount'], (fields['items'] as unknown[] | undefined)?.length]),
    ).toEqual([
      ['12', { amount: '751', currency: 'RUB' }, 3],
      ['11', { amount: '1500.5', currency: 'RUB' }, undefined],
      ['9', { amount: '50', currency: 'RUB' }, 1],
    ]);
  });

  it('gives the company of Bitrix24 its two addresses and three bank accounts', async () => {
    const { company = [] } = await drafts('bitrix24/exports-synthetic/COMPANY_20260301_00000003_000000000003.csv');
    expect(company.map(({ key, fields }) => [key, fields['inn']])).toEqual([
      ['55', '7700000016'],
      ['56', '770000000082'],
      ['57', undefined],
    ]);
    expect([sizes(company.slice(0, 1), 'addresses'), sizes(company.slice(0, 1), 'bank_accounts')]).toEqual([2, 3]);
  });

  it('gives the contact of Bitrix24 its two work phones, two e-mails and its comment without marks', async () => {
    const { contact = [] } = await drafts('bitrix24/exports-synthetic/CONTACT_20260301_00000001_000000000001.csv');
    const first = contact.filter(({ key }) => key === '101');
    const phones = (first[0]?.fields['phones'] ?? []) as readonly { readonly type: string }[];
    expect(phones.map(({ type }) => type)).toEqual(['work', 'work', 'mobile']);
    expect(sizes(first, 'emails')).toBe(2);
    expect(first[0]?.fields['comment']).toBe('Просил перезвонить; любит "кавычки"');
  });

  it('gives the cards of Trello their fields, creation dates and archives', async () => {
    const { deal = [] } = await drafts('other-systems/trello/constructed-trello-customfields.json');
    expect(deal.map(({ fields }) => [fields['stage'], fields['tags'], fields['created_at']])).toEqual([
      ['Новые', ['VIP'], '2024-01-15T07:59:44Z'],
      ['Архив 2023', ['Trello: архив'], '2024-01-15T07:59:44Z'],
      ['Выиграны', ['red', 'Trello: архив'], '2024-01-15T07:59:44Z'],
    ]);
    expect(deal[0]?.fields['amount']).toEqual({ amount: '150000.5', currency: 'RUB' });
    const comment = JSON.stringify(deal[0]?.fields['comment']);
    for (const field of ['Телефон: ', 'Сумма: ', 'Источник: Сайт', 'Дата оплаты: ', 'Оплачен: true'])
      expect(comment).toContain(field);
  });

  it('reads windows-1251 and quoted-printable of a card', async () => {
    const { contact = [] } = await drafts('other-systems/vcard/constructed-ru-2.1.vcf');
    expect(contact[0]?.fields).toMatchObject({ last_name: 'Ёлкин', first_name: 'Олег', birth_date: '1980-02-14' });
    expect(contact[0]?.fields['phones']).toMatchObject([
      { value: '+79031112233', type: 'mobile' },
      { value: '+74951234567', ext: '12', type: 'work' },
    ]);
    expect(contact[1]?.fields['comment']).toBe('строка 1\nстрока 2; с точкой с запятой');
  });
});
