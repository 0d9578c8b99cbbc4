import type { ExistingRecord } from '../target.ts';
import { decodeItem } from './codec.ts';
import type { Encoding, Fields, PortalRecord, Requisite } from './encoding.ts';
import { classicPages, fastList, type Reading } from './fast-list.ts';
import { entityTypeIds, type ItemKind } from './portal.ts';
import { asText } from './values.ts';

type Existing = Reading & { readonly encoding: Encoding; readonly originator: string };

/** Everything of a kind that stands in the portal, with its phones and tax numbers. @throws TargetError, AccessError */
export async function* existingRecords(reading: Existing, kind: ItemKind): AsyncGenerator<readonly ExistingRecord[]> {
  const requisites =
    kind === 'company' || kind === 'contact' ? await taxNumbers(reading, kind) : new Map<string, Requisite>();
  for await (const page of fastList(reading, kind, {})) {
    yield page.map(({ id, fields, multi }) => {
      const record: PortalRecord = { fields, multi, requisite: requisites.get(id), addresses: [], rows: [] };
      const isOurs = asText(fields['originatorId']) === reading.originator;
      return { id, data: decodeItem(kind, record, reading.encoding), isOurs };
    });
  }
}

const select = ['ID', 'ENTITY_ID', 'PRESET_ID', 'RQ_INN', 'RQ_KPP', 'RQ_OGRN', 'RQ_OGRNIP', 'RQ_BIN'];

/** The first requisites of each record that say a tax number, as far as they tell records apart. */
async function taxNumbers({ rest }: Existing, kind: 'company' | 'contact'): Promise<Map<string, Requisite>> {
  const found = new Map<string, Requisite>();
  const filter = { ENTITY_TYPE_ID: entityTypeIds[kind] };
  for await (const page of classicPages(rest, { method: 'crm.requisite.list', parameters: { filter, select } })) {
    for (const fields of page) {
      const owner = asText(fields['ENTITY_ID']);
      if (!found.has(owner) && hasNumber(fields)) found.set(owner, { fields, accounts: [] });
    }
  }
  return found;
}

function hasNumber(fields: Fields): boolean {
  return ['RQ_INN', 'RQ_OGRN', 'RQ_OGRNIP', 'RQ_BIN'].some((name) => asText(fields[name]) !== '');
}
