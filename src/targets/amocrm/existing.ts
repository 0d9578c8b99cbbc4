import type { ExistingRecord } from '../target.ts';
import { collectionOf, type RecordKind } from './account.ts';
import { decodeRecord } from './codec.ts';
import type { Encoding } from './encoding.ts';
import type { Markers } from './markers.ts';
import { recordOf, withOf } from './read-records.ts';
import type { Rest } from './rest.ts';
import { asText } from './values.ts';

/** Everything of a kind that stands in the account, with its phones, addresses and tax numbers. @throws TargetError, AccessError */
export async function* existingRecords(
  rest: Rest,
  kind: RecordKind,
  { encoding, markers }: { readonly encoding: Encoding; readonly markers: Markers },
): AsyncGenerator<readonly ExistingRecord[]> {
  const of = collectionOf[kind];
  for await (const page of rest.pages(`/${of}`, of, [['order[id]', 'asc'], ...withOf(of)])) {
    yield page.flatMap((row): ExistingRecord[] => {
      const record = recordOf(of, row);
      if (record === undefined) return [];
      const marker = asText(record.values.get(markers.fieldId(of) ?? '')?.[0]?.['value']);
      return [{ id: record.id, data: decodeRecord(kind, record, encoding), isOurs: markers.isOurs(marker) }];
    });
  }
}
