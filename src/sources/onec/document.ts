import type { Cell } from '../../model/row.ts';
import { phonesIn } from '../../text/onec-contact-kind.ts';
import type { CounterpartyKind } from '../../text/onec-kind.ts';

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
  'Товар.Количество',
  'Товар.Единица',
  'Товар.Цена',
  'Товар.Сумма',
  'Товар.СтавкаНДС',
];

export function documentCells(document: OnecDocument): readonly (readonly [string, Cell])[] {
  const { customer } = document;
  const isPerson = customer?.kind === 'person';
  return [
    ['Ключ', document.key],
    ['Ид', document.id],
    ['ВидДокумента', document.type],
    ['Номер', document.number],
    ['Дата', document.date],
    ['Сумма', document.amount],
    ['Валюта', document.currency],
    ['Покупатель', customer?.key ?? null],
    ['Покупатель.Наименование', customer?.name ?? null],
    ['Покупатель.Вид', customer?.kind ?? null],
    ['Компания', isPerson ? null : (customer?.key ?? null)],
    ['Лицо', isPerson || document.elsewhere ? (customer?.key ?? null) : null],
    ['КонтактноеЛицо', document.contacts],
    ['Статус', document.status],
    ['СтатусКод', document.statusCode],
    ['Проведен', document.posted],
    ['Оплачен', document.paid],
    ['Отменен', document.cancelled],
    ['Комментарий', document.comment],
    ['ВозможныйТелефон.Значение', phonesIn(document.comment)],
    ['ПометкаУдаления', String(document.deleted)],
    // A status update from 1C has neither a customer nor a sum: there is nothing to make a deal of.
    ['ТолькоСтатус', String(customer === undefined && document.amount === '')],
    ...document.items.cells(),
    ...Object.entries(document.extra),
  ];
}

/** Positions of a document as parallel lists: `Товар.Наименование`, `Товар.Количество`... */
export class Items {
  readonly #lists = new Map<string, (string | null)[]>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(values: Iterable<readonly [column: string, value: string | readonly string[]]>): void {
    for (const [column, value] of values) {
      const text = typeof value === 'string' ? value : value.join('; ');
      if (text === '') continue;
      let list = this.#lists.get(column);
      if (list === undefined) {
        list = [];
        this.#lists.set(column, list);
      }
      while (list.length < this.#count) list.push(null);
      if (list.length === this.#count) list.push(text);
    }
    this.#count += 1;
  }

  *cells(): Generator<readonly [string, Cell]> {
    for (const [column, list] of this.#lists) {
      while (list.length < this.#count) list.push(null);
      yield [`Товар.${column}`, list];
    }
  }
}
