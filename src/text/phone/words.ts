import type { PhoneType } from './finding.ts';

/** Words right before an extension. */
const EXTENSION_WORDS =
  "добавочн\\p{L}{0,3}|доб|доп|внутренн\\p{L}{0,3}|внутр|вн|extension|ext|extn|х|x|дод|додатков\\p{L}{0,3}|қосымша|ішкі|qo'shimcha";
/** Ends a text after which an extension follows: `, доб. `, ` (вн.№ `, `#`, `;ext=`. */
const BEFORE_EXTENSION = new RegExp(
  `(?:(?<!\\p{L})(?:${EXTENSION_WORDS})(?:[\\s.]{0,2}(?:номер|тел\\p{L}{0,5}))?[\\s.:=№#(-]{0,5}|#\\s{0,2})$`,
  'iu',
);
const EXTENSION_WORD = new RegExp(`^(?:${EXTENSION_WORDS})$`, 'iu');

/** Words that say what a phone is for; the first that occurs decides. Short ones count only where they cannot be part of a text. */
const TYPES: readonly (readonly [PhoneType, RegExp])[] = [
  ['pager', /(?<!\p{L})(?:пейджер\p{L}{0,2}|пейдж|pager)(?!\p{L})/iu],
  ['mobile', /(?<!\p{L})(?:моб(?:ильн\p{L}{1,3})?|сот(?:ов\p{L}{1,3})?|м\.\s?т|mobile|mob|cell)(?!\p{L})/iu],
  ['work', /(?<!\p{L})(?:раб(?:оч\p{L}{1,3})?|служ(?:ебн\p{L}{1,3})?|офис|work|office)(?!\p{L})/iu],
  ['home', /(?<!\p{L})(?:(?:домашн\p{L}{1,3}|home)(?!\p{L})|дом\.|дом(?=[\s:]*(?:тел|т\.|$)))/iu],
];
const FAX = /(?<!\p{L})(?:(?:теле)?факс\p{L}{0,2}|fax)(?!\p{L})|(?<!\p{L})ф(?=[.:]?\s*$)/iu;
const TELEPHONE_AND_FAX = /(?<!\p{L})т(?:ел(?:ефон)?)?\.?\s?(?:[/\\-]|и)\s?ф(?:акс)?(?!\p{L})/iu;

/** Words that only announce a phone and say nothing else. */
const ANNOUNCING =
  /(?<!\p{L})(?:(?:телефон\p{L}{0,2}|тел|тлф|моб|phone)\.?\s?№?\s?\d{1,2}(?=\s?:)|телефон\p{L}{0,2}|тел|тлф|моб(?:ильн\p{L}{1,3})?|сот(?:ов\p{L}{1,3})?|м\.\s?т|раб(?:оч\p{L}{1,3})?|служ(?:ебн\p{L}{1,3})?|домашн\p{L}{1,3}|дом(?=\.|[\s:]*(?:тел|т\.|$))|(?:теле)?факс|контактн\p{L}{1,3}|конт\.|phone|tel|mobile|mob|cell|work|home|fax|pager|пейджер|[тф](?=[.:]?\s*$))(?!\p{L})[.:]{0,2}/giu;
/** What is left of a list or of a link when its numbers are taken out. */
const MEANINGLESS = /^(?:и|или|либо|а также|также|доп|доб|вн|or|and|№|\d{1,2}\)|[.\s]+)\.?$/iu;
const TAG = /<\/?[a-z]{1,6}\s?\/?>/giu;
const LIST_NUMBER = /^[\s,;]*\d{1,2}[).]\s*$/;
const MESSENGER_HOST = /https?:\/\/(?:wa\.me|api\.whatsapp\.com\/send\/?\?phone=)/giu;
const GLUED_WORD = /^(?:тел|т|моб|сот|раб|дом|факс|ф|телефон|tel|phone|mob|fax|wa)$/iu;
const LETTER = /\p{L}/u;
const MARK = /[\p{L}#]/u;
const LETTER_OR_DIGIT = /[\p{L}\d]/u;
const EDGE_DUST = /^[\s.,;:/\\|()[\]{}"'«»*#_=+-]+|[\s,;:/\\|([{«*#_=+-]+$/gu;
const NOTHING =
  /^(?:тел\p{L}{0,7}\.?:?\s)?(?:нет|нету|нет телефона|без телефона|не указан[оа]?|не задан[оа]?|не изв\p{L}*|неизвестн\p{L}*|отсутствует|отсутствуют|н\/д|н\.д\.|нд|пусто|no|none|null|nil|nan|n\/a|na|unknown|undefined|[-–—_.?*0\s]+)[.!]?$|^\+?[78]?[\s()_.-]*$/iu;

/** The text right before digits ends with a mark of an extension. */
export function announcesExtension(text: string): boolean {
  return MARK.test(text) && BEFORE_EXTENSION.test(text);
}

/** A word glued to digits that may stand there: `тел8916...`, `67доб.101`. */
export function isGluedMark(word: string): boolean {
  return EXTENSION_WORD.test(word) || GLUED_WORD.test(word);
}

/** What the words around a number say about its use. `тел./факс` says nothing: it is answered by a person too. */
export function typeInWords(text: string): PhoneType | undefined {
  if (!LETTER.test(text)) return undefined;
  if (FAX.test(text) && !TELEPHONE_AND_FAX.test(text)) return 'fax';
  return TYPES.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * The words around a number without marks and stray punctuation; empty when nothing is left. `тел./факс` stays. `masked` is the
 * same text with addresses and the like covered: marks are looked for outside of them.
 */
export function commentOf(text: string, masked: string): string {
  if (!LETTER_OR_DIGIT.test(text) || LIST_NUMBER.test(text)) return '';
  const both = TELEPHONE_AND_FAX.exec(masked);
  const kept = both?.[0];
  let bare =
    both === null
      ? text
      : text.slice(0, both.index) + ' '.repeat(both[0].length) + text.slice(both.index + both[0].length);
  for (const mark of masked.matchAll(ANNOUNCING)) {
    bare = bare.slice(0, mark.index) + ' '.repeat(mark[0].length) + bare.slice(mark.index + mark[0].length);
  }
  const words = bare.replace(MESSENGER_HOST, ' ').replace(TAG, ' ').replace(/\s+/gu, ' ').replace(EDGE_DUST, '').trim();
  const comment = MEANINGLESS.test(words) ? '' : balanced(words.replace(BEFORE_EXTENSION, '').trim());
  if (kept === undefined) return comment;
  return comment === '' ? kept : `${kept}, ${comment}`;
}

/** A piece without the separators around it. */
export function trimEdges(text: string): string {
  return text.replace(/^[\s,;|/]+|[\s,;|/]+$/g, '');
}

/** Drops brackets that lost their partner. */
function balanced(text: string): string {
  const opens = text.split('(').length;
  const closes = text.split(')').length;
  if (opens === closes) return text;
  return text.replace(opens < closes ? /\)/g : /\(/g, '').trim();
}

/** Says that there is no phone: `нет`, `-`, `0`. */
export function statesNone(text: string): boolean {
  return text.length < 30 && NOTHING.test(text.trim());
}
