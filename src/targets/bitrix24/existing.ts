import { tellsTaxNumber, toldTaxNumbers, type ToldTaxNumber } from '../../text/told-tax-numbers.ts';
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
    kind === 'company' || kind === 'contact' ? await taxRequisites(reading, kind) : new Map<string, Requisite[]>();
  const captions = taxCaptions(reading, kind);
  for await (const page of fastList(reading, kind, {})) {
    yield page.map(({ id, fields, multi }) => {
      const own = requisites.get(id) ?? [];
      const record: PortalRecord = { fields, multi, requisite: own[0], addresses: [], rows: [] };
      const isOurs = asText(fields['originatorId']) === reading.originator;
      const data = decodeItem(kind, record, reading.encoding);
      return { id, data, isOurs, taxNumbers: taxNumbersOf(own, toldIn(fields, captions)) };
    });
  }
}

const select = ['ID', 'ENTITY_ID', 'PRESET_ID', 'RQ_INN', 'RQ_KPP', 'RQ_OGRN', 'RQ_OGRNIP', 'RQ_BIN'];

/** The requisites of each record that say a tax number, as far as they tell records apart. */
async function taxRequisites({ rest }: Existing, kind: 'company' | 'contact'): Promise<Map<string, Requisite[]>> {
  const found = new Map<string, Requisite[]>();
  const filter = { ENTITY_TYPE_ID: entityTypeIds[kind] };
  for await (const page of classicPages(rest, { method: 'crm.requisite.list', parameters: { filter, select } })) {
    for (const fields of page) {
      if (!hasNumber(fields)) continue;
      const owner = asText(fields['ENTITY_ID']);
      found.set(owner, [...(found.get(owner) ?? []), { fields, accounts: [] }]);
    }
  }
  return found;
}

function hasNumber(fields: Fields): boolean {
  return ['RQ_INN', 'RQ_OGRN', 'RQ_OGRNIP', 'RQ_BIN'].some((name) => asText(fields[name]) !== '');
}

/** Custom fields that people made for tax numbers: name and caption. */
function taxCaptions({ encoding }: Existing, kind: ItemKind): readonly (readonly [name: string, caption: string])[] {
  return [...encoding.portal.fields[kind].values()].flatMap(({ name, title }) =>
    name.startsWith('UF_') && tellsTaxNumber(title) ? [[name, title] as const] : [],
  );
}

function toldIn(fields: Fields, captions: ReturnType<typeof taxCaptions>): readonly ToldTaxNumber[] {
  return toldTaxNumbers(captions.map(([name, caption]) => [caption, asText(fields[name])] as const));
}

/** A card may have several requisites: of a head office and its branches. */
function taxNumbersOf(requisites: readonly Requisite[], told: readonly ToldTaxNumber[]): readonly ToldTaxNumber[] {
  const own = requisites.flatMap(({ fields }): ToldTaxNumber[] => {
    const inn = asText(fields['RQ_INN']);
    return inn === '' ? [] : [{ inn, kpp: asText(fields['RQ_KPP']) || undefined }];
  });
  const known = new Set(own.map(({ inn }) => inn));
  return [...own, ...told.filter(({ inn }) => !known.has(inn))];
}
