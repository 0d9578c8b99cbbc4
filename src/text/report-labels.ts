import { namedKind } from './named-kind.ts';

const counted =
  'записей|записи|запись|строк[аи]?|клиент(?:ов|а)?|контакт(?:ов|а)?|контрагент(?:ов|а)?|компани[йия]|организаци[йия]|позици[йия]|records?|rows?|items?';
const totalLabel =
  /^(?:(?:общий |промежуточный )?(?:итог[ои]?|всего)(?: по .*|,.*| оборот| за период| на конец| в рублях)?|(?:оборот|сальдо|остаток)(?: на (?:начало|конец))?(?: периода)?|grand total|sub ?total|total|count|sum|average|<\.\.\.>)\s*:?$/i;
/** `Всего: 3`, `Итого клиентов 25`, `Количество записей: 7`: a count in the label's own cell. */
const countedLabel = new RegExp(
  `^(?:(?:общий )?(?:итого|всего|total)(?: (?:${counted}))?|(?:количество|кол-во|число|number of) (?:${counted}))[:\\s—-]+\\d[\\d\\s]*(?:шт\\.?|${counted})?$`,
  'i',
);
const grandLabel = /^(?:общий )?(?:итог|всего)|^(?:grand )?total/i;
/** `Москва Итог`, `Moscow Total`: the subtotals that Excel puts below a group, one level up. */
const subtotalLabel = /\s(?:итог|всего|количество|сумма|среднее|total|count|sum|average)$/i;
const footerLabel =
  /^(?:сформирован[оа]?|отч[её]т сформирован|дата формирования|исполнитель|ответственный|руководитель|главный бухгалтер|подпись|составил|проверил)[: ]|^copyright ©|^confidential information|^©|^generated (?:by|on)|^as of /i;
/** `Группа: Покупатели`. */
const groupHeading =
  /^(?:группа|подгруппа|раздел|подраздел|категория|регион|отдел|подразделение|сегмент|group|section|category|region|department)\s*:\s*\S/i;
/** `Раздел А`, `Категория № 2`; not `Группа компаний`, not `Отдел продаж`. */
const groupNumber =
  /^(?:группа|подгруппа|раздел|подраздел|категория|секция|group|section|category)\s+(?:№\s*)?(?:[a-zа-яё]|\d{1,3}|[ivx]{1,5}|[«"“][^»"”]*[»"”])\s*[.:]?$/i;

/** The label of a total, `Итого по отделу` or `Всего: 3`. */
export function isTotalLabel(label: string): boolean {
  return totalLabel.test(label) || countedLabel.test(label);
}

/** The label of the last total of a report. */
export function isGrandLabel(label: string): boolean {
  return grandLabel.test(label);
}

export function isSubtotalLabel(label: string): boolean {
  return subtotalLabel.test(label);
}

/** What stands under a report and is known by its words. */
export function isFooterLabel(label: string): boolean {
  return footerLabel.test(label);
}

/** A label that says that it names a group; a number or letter is enough only where nothing stands beside it. */
export function isGroupLabel(label: string, isAlone: boolean): boolean {
  return groupHeading.test(label) || (isAlone && groupNumber.test(label));
}

/** Anything that a person or a company alone would be called: a name, a phone, an address. */
export function isNameOfSomebody(label: string): boolean {
  return label.includes('@') || label.replace(/\D/g, '').length >= 5 || namedKind(label) !== undefined;
}

const amountText = /^[-−(]?\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:[.,]\d+)?\)?\s?(?:%|₽|руб\.?|шт\.?)?$/;

/** A number a report adds up. Phones and tax numbers are longer than the amounts found there, unless these have a fraction. */
export function isAmountText(cell: string): boolean {
  const text = cell.trim();
  if (text === '-' || text === '—') return true;
  if (!amountText.test(text)) return false;
  return /[.,]\d{1,2}\D*$/.test(text) || text.replace(/\D/g, '').length < 10;
}
