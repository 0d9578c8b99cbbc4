import type { Finding } from '../../model/issue.ts';
import type { DroppedLinks } from './links.ts';
import type { Owners } from './owners.ts';
import type { Part } from './parts.ts';
import type { Relations } from './relations.ts';
import type { RowEdit } from './row-edit.ts';

/** What rows are completed with. */
export interface World {
  readonly relations: Relations;
  readonly owners: Owners;
  readonly dropped: DroppedLinks;
  /** Contents of files by record id. */
  readonly bodies: ReadonlyMap<string, Part>;
  /** Amounts without a currency, by object. */
  readonly noCurrency: Map<string, number>;
  readonly files: { present: number; missing: number };
  /** Tells about the row at hand. */
  readonly report: (finding: Finding) => void;
}

/** Fills what most objects have: owner, author, record type. */
export function common(row: RowEdit, { owners, relations }: World): void {
  owners.fill(row);
  row.set('RecordType.Name', relations.recordTypes.get(row.get('RecordTypeId')) ?? null);
}

/** Amounts without a currency take the organisation's own, when it is known. */
export function currency(object: string, amount: string, row: RowEdit, { relations, noCurrency }: World): void {
  if (row.get('CurrencyIsoCode') !== '') return;
  if (relations.corporateCurrency !== '') row.set('CurrencyIsoCode', relations.corporateCurrency);
  else if (row.get(amount) !== '') noCurrency.set(object, (noCurrency.get(object) ?? 0) + 1);
}
