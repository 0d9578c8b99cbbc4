import type { ExistingRecord } from '../target.ts';
import { toldTaxNumbers, type ToldTaxNumber } from '../../text/told-tax-numbers.ts';
import { collectionOf, type Account, type Collection, type RecordKind } from './account.ts';
import { decodeRecord } from './codec.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
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
      const data = decodeRecord(kind, record, encoding);
      const taxNumbers = taxNumbersOf(of, record, { data, account: encoding.account });
      return [{ id: record.id, data, isOurs: markers.isOurs(marker), taxNumbers }];
    });
  }
}

/** Those of the record itself, and those in fields that people made for them. */
function taxNumbersOf(
  of: Collection,
  { values }: AccountRecord,
  { data, account }: { readonly data: Fields; readonly account: Account },
): readonly ToldTaxNumber[] {
  const told = account.fields[of].flatMap(({ id, name }) =>
    (values.get(id) ?? []).map(({ value }) => [name, asText(value)] as const),
  );
  const inn = asText(data['inn']);
  const own = inn === '' ? [] : [{ inn, kpp: asText(data['kpp']) || undefined }];
  return [...own, ...toldTaxNumbers(told).filter((other) => other.inn !== inn)];
}
