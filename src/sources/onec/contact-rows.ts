import { readContactRow, type ContactPoint, type ContactRow } from '../../text/onec-contact.ts';
import { fieldOf, referenceOf, type OnecRecord } from './object.ts';

/** What came of the contact rows of one object. */
export interface ContactFindings {
  readonly points: readonly ContactPoint[];
  /** Strings that did not parse, with what was taken instead. */
  readonly broken: readonly { readonly text: string; readonly taken: string }[];
  /** Kinds that say nothing about what they are. */
  readonly unknown: readonly string[];
}

/** Reads rows of a table or register of contact information; `kinds` names predefined kinds by identifier. */
export function readContacts(rows: readonly OnecRecord[], kinds: ReadonlyMap<string, string>): ContactFindings {
  const points: ContactPoint[] = [];
  const broken: { text: string; taken: string }[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const contact = contactRow(row, kinds);
    const { point, broken: text } = readContactRow(contact);
    if (text !== undefined) broken.push({ text, taken: point?.value ?? '' });
    if (point === undefined) continue;
    const known = `${point.medium}|${point.value}`;
    if (seen.has(known)) continue;
    seen.add(known);
    const name = contact.kind || contact.type;
    points.push(point.medium === 'other' && name !== '' ? { ...point, type: name } : point);
    if (point.medium === 'other' && name !== '') unknown.push(name);
  }
  return { points, broken, unknown };
}

function contactRow(row: OnecRecord, kinds: ReadonlyMap<string, string>): ContactRow {
  const exchangeKind = fieldOf(row, 'ВидКонтактнойИнформации');
  const custom = /^ПользовательскаяКИ(.+)$/.exec(exchangeKind)?.[1];
  const reference = referenceOf(row, 'Вид', 'ВидКонтактнойИнформации');
  const named =
    fieldOf(row, 'НаименованиеКонтактнойИнформации') ||
    kinds.get(reference?.id ?? '') ||
    fieldOf(reference?.block, 'ИмяПредопределенныхДанных', 'Наименование') ||
    fieldOf(row, 'Вид') ||
    exchangeKind;
  return {
    type: fieldOf(row, 'Тип') || (custom ?? exchangeKind),
    kind: named,
    serialised: [fieldOf(row, 'Значение'), fieldOf(row, 'ЗначенияПолей')],
    // The derived column with the number is cut at the first comma: the last to be believed.
    presentation: fieldOf(row, 'Представление', 'АдресЭП') || registerPhone(row) || fieldOf(row, 'НомерТелефона'),
    comment: fieldOf(row, 'Комментарий'),
  };
}

/** Old register of contact information: country code, city code, number and extension in numbered fields. */
function registerPhone(row: OnecRecord): string {
  const number = fieldOf(row, 'Поле3');
  if (number === '' || !/телефон|факс/i.test(fieldOf(row, 'Тип'))) return '';
  const country = fieldOf(row, 'Поле1').replace(/\D/g, '');
  const area = fieldOf(row, 'Поле2');
  const extension = fieldOf(row, 'Поле4');
  return [
    country === '' ? '' : `+${country} `,
    area === '' ? '' : `(${area}) `,
    number,
    extension === '' ? '' : `, доб. ${extension}`,
  ].join('');
}
