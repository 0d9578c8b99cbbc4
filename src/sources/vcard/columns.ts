import type { Cell } from '../../model/row.ts';

export const phoneKinds = ['mobile', 'work', 'home', 'fax', 'pager', 'other'] as const;
export type PhoneKind = (typeof phoneKinds)[number];
export const emailKinds = ['work', 'home', 'other'] as const;
export type EmailKind = (typeof emailKinds)[number];
export const messengerServices = [
  'telegram',
  'whatsapp',
  'viber',
  'skype',
  'icq',
  'jabber',
  'msn',
  'aim',
  'yahoo',
  'qq',
  'gtalk',
] as const;

/** Columns every card has; properties without one of their own follow under their names. */
export const cardColumns: readonly string[] = [
  'Kind',
  'UID',
  'Display name',
  'Last name',
  'First name',
  'Middle name',
  'Prefix',
  'Suffix',
  'Nickname',
  'Sex',
  'Birthday',
  'Birthday as written',
  'Organization',
  'Department',
  'Title',
  'Role',
  ...phoneKinds.flatMap((kind) => [`Phone.${kind}.preferred`, `Phone.${kind}`]),
  ...emailKinds.flatMap((kind) => [`Email.${kind}.preferred`, `Email.${kind}`]),
  'URL',
  ...messengerServices.map((service) => `Messenger.${service}`),
  'Address.Text',
  'Address.Type',
  'Address.Postal code',
  'Address.Region',
  'Address.City',
  'Address.Street',
  'Categories',
  'Note',
  'Updated',
];

const addressColumns = cardColumns.filter((name) => name.startsWith('Address.'));

/** The cells of one card by column, each a list. */
export class CardCells {
  readonly #values = new Map<string, string[]>();

  add(column: string, text: string): void {
    if (text.trim() === '') return;
    const known = this.#values.get(column);
    if (known === undefined) this.#values.set(column, [text]);
    else if (!known.includes(text)) known.push(text);
  }

  /** The values of a column, which are then no longer in the row. */
  take(column: string): readonly string[] {
    const values = this.#values.get(column) ?? [];
    this.#values.delete(column);
    return values;
  }

  /** Adds a value whose position counts: the columns of addresses run in parallel. */
  place(column: string, position: number, text: string): void {
    const known = this.#values.get(column) ?? [];
    while (known.length < position) known.push('');
    known[position] = text;
    this.#values.set(column, known);
  }

  has(column: string): boolean {
    return this.#values.has(column);
  }

  first(column: string): string {
    return this.#values.get(column)?.[0] ?? '';
  }

  size(column: string): number {
    return this.#values.get(column)?.length ?? 0;
  }

  /** The cells in the order of `columns`, which gain the columns this card has beside them. */
  cells(columns: string[]): readonly Cell[] {
    for (const name of this.#values.keys()) if (!columns.includes(name)) columns.push(name);
    const width = Math.max(0, ...addressColumns.map((name) => this.size(name)));
    return columns.map((name): Cell => {
      const values = this.#values.get(name);
      if (values === undefined) return null;
      if (addressColumns.includes(name) && width > 1) {
        return Array.from({ length: width }, (_, index) => values[index] || null);
      }
      return values.length === 1 ? (values[0] ?? null) : values;
    });
  }
}
