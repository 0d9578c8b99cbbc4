/** One record as a flat row of text, lists joined: for tables that people look at. */
export type FlatRecord = Readonly<Record<string, string>>;

type Data = Readonly<Record<string, unknown>>;

/** Columns of a flat record that stand for lists, with the property shown. */
const lists: Readonly<Record<string, string>> = {
  phones: 'value',
  emails: 'value',
  addresses: 'text',
  messengers: 'value',
  bank_accounts: 'account',
};

/** Every filled field of a record: phones with extensions, references by their key, money with its currency. */
export function flatRecord(data: Data): FlatRecord {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([field, value]) => [field, flat(field, value)]),
  );
}

function flat(field: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => flatItem(field, item)).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  const data = value as Data;
  if ('amount' in data) return `${String(data['amount'])} ${String(data['currency'])}`;
  if ('system' in data) return String(data['key']);
  return JSON.stringify(data);
}

function flatItem(field: string, item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const data = item as Data;
  const ref = data['ref'] as Data | undefined;
  if (ref !== undefined) return String(ref['key']);
  const property = lists[field];
  if (property === undefined) return JSON.stringify(data);
  const ext = data['ext'];
  return `${String(data[property])}${typeof ext === 'string' ? ` #${ext}` : ''}`;
}
