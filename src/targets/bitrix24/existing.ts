import type { ExistingRecord } from '../target.ts';
import { decodeItem } from './codec.ts';
import type { Encoding, PortalRecord } from './encoding.ts';
import { fastList, type Reading } from './fast-list.ts';
import type { ItemKind } from './portal.ts';
import { readRequisites } from './read-items.ts';
import { asText } from './values.ts';

/** Everything of a kind that stands in the portal, with its phones, addresses and tax numbers. @throws TargetError, AccessError */
export async function* existingRecords(
  reading: Reading & { readonly encoding: Encoding; readonly originator: string },
  kind: ItemKind,
): AsyncGenerator<readonly ExistingRecord[]> {
  for await (const page of fastList(reading, kind, {})) {
    const ids = page.map(({ id }) => id);
    const requisites = kind === 'company' || kind === 'contact' ? await readRequisites(reading, kind, ids) : undefined;
    yield page.map(({ id, fields, multi }) => {
      const [own] = requisites?.get(id) ?? [];
      const record: PortalRecord = { fields, multi, requisite: own, addresses: own?.addresses ?? [], rows: [] };
      const isOurs = asText(fields['originatorId']) === reading.originator;
      return { id, data: decodeItem(kind, record, reading.encoding), isOurs };
    });
  }
}
