import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../src/input.ts';
import { json } from '../../src/sources/json.ts';
import { collectRows } from '../collect-rows.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');

async function counts(file: string): Promise<Record<string, number>> {
  const { rows } = await collectRows(json, await fileInput(join(data, file)));
  const found: Record<string, number> = {};
  for (const { table } of rows) found[table.name] = (found[table.name] ?? 0) + 1;
  return found;
}

describe.skipIf(!existsSync(data))('json on real exports (skipped where ../shared/data is absent)', () => {
  it.each([
    ['other-systems/amocrm/constructed-api-contacts-page.json', { '_embedded.contacts': 2 }],
    ['other-systems/planfix/constructed-rest-contact-list.json', { contacts: 2 }],
    ['salesforce/tree-junction/Account.json', { records: 5 }],
    ['salesforce/tree-junction/AccountContactRelation.json', { records: 3 }],
    ['salesforce/tree-self-ref/Account.json', { records: 12 }],
    ['salesforce/ebikes-tree/Product__cs.json', { records: 16 }],
    ['1c/constructed/odata-catalog-contractors.json', { value: 3 }],
  ])('%s', async (file, expected) => {
    expect(await counts(file)).toEqual(expected);
  });

  it('gives every list of a Trello board', async () => {
    expect(await counts('other-systems/trello/trello-2015-no-labels-masked.json')).toMatchObject({
      lists: 5,
      cards: 67,
      actions: 264,
    });
  });

  it('gives every list of a Bitrix24 portal', async () => {
    expect(await counts('bitrix24/portal-dataset.json')).toEqual({
      'entities.users': 6,
      'entities.categories': 3,
      'entities.statuses': 23,
      'entities.companies': 12,
      'entities.contacts': 30,
      'entities.leads': 25,
      'entities.deals': 60,
      'entities.tasks': 30,
    });
  });
});
