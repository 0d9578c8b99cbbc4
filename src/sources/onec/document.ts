import { phonesIn } from '../../text/onec-contact-kind.ts';
import type { CounterpartyKind } from '../../text/onec-kind.ts';
import type { Put } from './row-table.ts';

/** An order, invoice or sale, whatever kind of 1C file it came from. Empty text means the file has no value. */
export interface OnecDocument {
  readonly key: string;
  readonly id: string;
  readonly line: number;
  /** `Заказ товара`, `ЗаказКлиента`... */
  readonly type: string;
  readonly number: string;
  /** Local date, with the time when there is one. */
  readonly date: string;
  readonly amount: string;
  /** ISO 4217 where the name is known. */
  readonly currency: string;
  readonly customer: { readonly key: string; readonly name: string; readonly kind: CounterpartyKind } | undefined;
  /** The customer is not in this file: whether it is a company or a person only another file can tell. */
  readonly elsewhere: boolean;
  readonly contacts: readonly string[];
  readonly status: string;
  readonly statusCode: string;
  readonly posted: string;
  readonly paid: string;
  readonly cancelled: string;
  readonly comment: string;
  readonly deleted: boolean;
  readonly items: Items;
  readonly extra: Readonly<Record<string, string | readonly string[]>>;
}

export const documentColumns: readonly string[] = [
  'Ключ',
  'Ид',
  'ВидДокумента',
  'Номер',
  'Дата',
  'Сумма',
  'Валюта',
  'Покупатель',
  'Покупатель.Наименование',
  'Покупатель.Вид',
  'Компания',
  'Лицо',
  'КонтактноеЛицо',
  'Статус',
  'СтатусКод',
  'Проведен',
  'Оплачен',
  'Отменен',
  'Комментарий',
  'ВозможныйТелефон.Значение',
  'ПометкаУдаления',
  'ТолькоСтатус',
  'Товар.Ид',
  'Товар.Наименование',
  'Товар.Название',
  'Товар.Количество',
  'Товар.Единица',
  'Товар.Цена',
  'Товар.Сумма',
  'Товар.СтавкаНДС',
];

export function putDocument(document: OnecDocument, put: Put): void {
  const { customer } = document;
  const isPerson = customer?.kind === 'person';
  put('Ключ', document.key);
  put('Ид', document.id);
  put('ВидДокумента', document.type);
  put('Номер', document.number);
  put('Дата', document.date);
  put('Сумма', document.amount);
  put('Валюта', document.currency);
  if (customer !== undefined) {
    put('Покупатель', customer.key);
    put('Покупатель.Наименование', customer.name);
    put('Покупатель.Вид', customer.kind);
    if (!isPerson) put('Компания', customer.key);
    if (isPerson || document.elsewhere) put('Лицо', customer.key);
  }
  put('КонтактноеЛицо', document.contacts);
  put('Статус', document.status);
  put('СтатусКод', document.statusCode);
  put('Проведен', document.posted);
  put('Оплачен', document.paid);
  put('Отменен', document.cancelled);
  put('Комментарий', document.comment);
  put('ВозможныйТелефон.Значение', phonesIn(document.comment));
  put('ПометкаУдаления', String(document.deleted));
  // A status update from 1C has neither a customer nor a sum: there is nothing to make a deal of.
  put('ТолькоСтатус', String(customer === undefined && document.amount === ''));
  document.items.putInto(put);
  for (const column in document.extra) put(column, document.extra[column] ?? null);
}

/** Positions of a document as parallel lists: `Товар.Наименование`, `Товар.Количество`... */
export class Items {
  readonly #lists = new Map<string, (string | null)[]>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Begins the next position. */
  next(): void {
    this.#count += 1;
  }

  /** A value of the position begun last; the second of a name is joined to the first. */
  put(column: string, text: string): void {
    if (text === '') return;
    let list = this.#lists.get(column);
    if (list === undefined) {
      list = [];
      this.#lists.set(column, list);
    }
    const last = this.#count - 1;
    while (list.length < last) list.push(null);
    const before = list[last];
    list[last] = before === undefined || before === null ? text : `${before}; ${text}`;
  }

  putInto(put: Put): void {
    for (const [column, list] of this.#lists) {
      while (list.length < this.#count) list.push(null);
      put(columnOf(column), list);
    }
    if (this.#count > 0) put('Товар.Название', this.#titles());
  }

  /** Positions (counted from 1) without a name, and what stands for the name of each in `Товар.Название`. */
  unnamed(): readonly { readonly position: number; readonly taken: string }[] {
    const names = this.#lists.get('Наименование');
    const found: { readonly position: number; readonly taken: string }[] = [];
    for (let index = 0; index < this.#count; index++) {
      if (isNone(names?.[index])) found.push({ position: index + 1, taken: this.#standIn(index) });
    }
    return found;
  }

  /** The names of the positions; a position without one is called by its article, its code or its number in the document. */
  #titles(): readonly (string | null)[] {
    const names = this.#lists.get('Наименование');
    if (names?.every((name) => !isNone(name)) === true) return names;
    return Array.from({ length: this.#count }, (_, index) => names?.[index] ?? this.#standIn(index));
  }

  #standIn(index: number): string {
    for (const column of standIns) {
      const text = this.#lists.get(column)?.[index];
      if (text !== undefined && text !== null && text !== '') return text;
    }
    return `Позиция ${index + 1}`;
  }
}

const standIns = ['Артикул', 'Код', 'Номенклатура.Артикул', 'Номенклатура.Код', 'Штрихкод', 'Ид'];

function isNone(name: string | null | undefined): boolean {
  return name === undefined || name === null || name === '';
}

const columnNames = new Map<string, string>();

function columnOf(name: string): string {
  const known = columnNames.get(name);
  if (known !== undefined) return known;
  const column = `Товар.${name}`;
  if (columnNames.size < 1000) columnNames.set(name, column);
  return column;
}
