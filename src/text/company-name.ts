import { markWords, type MarkedWords } from './companies/company-marks.ts';
import { companyWords, quotedRange, type CompanyWord } from './companies/company-text.ts';
import { coreOf, coreWords } from './companies/core-words.ts';
import { shortForm, type LegalFormClass } from './companies/legal-forms.ts';
import { cityAt, placeKey } from './companies/places.ts';
import { repairLookalikes } from './lookalikes.ts';
import { readPatronymic } from './names/patronymics.ts';
import { readSurnameEnding } from './names/surname-endings.ts';
import { parsePersonName, type PersonName } from './person-name.ts';
import { letterKey, skeleton } from './skeleton.ts';
import { tidyText } from './tokens.ts';

/** A company's name taken apart. Keys are skeletons: equal for every spelling, quote and order of form and name. */
export interface CompanyName {
  /** The name as written, white space, invisible signs and look-alikes repaired. */
  readonly text: string;
  /** The name without its legal form, remarks and outer quotes, as written. Never empty unless `text` is. */
  readonly bareName: string;
  /** The words of the core as skeletons, in order, separated by spaces. */
  readonly core: string;
  /** The core joined without spaces: `alfastro` for Альфа-Строй and Альфастрой. The key to compare and to block by. */
  readonly coreSkeleton: string;
  /** The words of the core in alphabetic order, joined: equal when only their order differs. */
  readonly sortedSkeleton: string;
  /** Canonical short form, such as `ООО`, `ТОО`, `GmbH`. */
  readonly legalForm?: string;
  /** What decides equality of forms; ООО and LLC are one class, ЗАО, ОАО, ПАО and АО another. */
  readonly formClass?: LegalFormClass;
  /** A unit of a company; `place` is the key of its place or its number, empty when not told. */
  readonly branch?: { readonly place: string };
  /** Key of the city beside the name, the same for Казань and Казани. */
  readonly place?: string;
  /** Numbers in the core, in order: they always tell companies apart. */
  readonly numbers: readonly string[];
  /** Distinguishing words behind the first word of the core: плюс, сервис, трейд. */
  readonly tail: readonly string[];
  /** Kinds of place around the name (магазин, салон) that were left out of the core. */
  readonly kinds: readonly string[];
  /** Whether the name is a legal form and nothing else. */
  readonly onlyForm: boolean;
  /** So common or short that equal names alone say nothing. */
  readonly generic: boolean;
  /** The person behind a sole trader; its core is surname and initials, the person tells the rest. */
  readonly person?: PersonName;
  /** Words about the record, such as `ликвидировано`, and other text in brackets. */
  readonly remarks: readonly string[];
  /** Tax and registration numbers written inside the name: `{kind: 'инн', value: '7707083893'}`. */
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
}

/** What has been taken out of a name before its words are read. */
interface Taken {
  readonly remarks: string[];
  readonly identifiers: { kind: string; value: string }[];
  form?: string;
  place?: string;
}

const manyDigits = /\d{5}/;
const identifier =
  /[,;(]?\s*(инн|кпп|огрнип|огрн|бин|иин|унп|окпо|inn|kpp|ogrn|едрпоу|єдрпоу)\s*[:№#]?\s*(\d[\d ]{6,18}\d)\)?/giu;
const phone = /[,;(]?\s*(?:тел\.?:?\s*)?(?:\+|\b8)[\d\s()-]{9,17}\d/giu;
/** Ten digits in the groups of a phone, without the country: `(495) 123-45-67`, `773-626-8655`. */
const groupedPhone = /[,;]?\s*(?:тел\.?:?\s*)?(?:\(\d{3}\)|\b\d{3})[\s-]{0,2}\d{3}-\d{2}-?\d{2}(?!\d)/giu;
const somePhone = /\d{3}-\d{2}/;
const bracketed = /[([{]([^()[\]{}]*)[)\]}]/gu;
const farmWord = /\((фермерское|фермерського)\)/giu;
const singleQuoted = /['‘’‚]([^'‘’]{2,})['’](?=$|[\s,)])/gu;
const addressTail = /,\s*(?:\d{5,6}(?!\d)|(?:ул|улица|просп|проспект|пр-т|пер|обл|р-н)[.\s]).*$/iu;
const gluedForm = /^(ООО|ОАО|ЗАО|ПАО|ТОО|НАО|ТОВ|ИП|АО)(?=[А-ЯЁ][а-яё])/u;
const leadingSigns = '-–*•., ';
const trailingSigns = '-–,; ';
const hasSingleQuote = /['‘’‚]/;

/** Takes a company's name apart. Never throws; a name of nothing but a legal form keeps it as its core. */
export function parseCompanyName(raw: string): CompanyName {
  const taken: Taken = { remarks: [], identifiers: [] };
  const text = repairLookalikes(tidyText(raw));
  const cleaned = takeOut(text, taken);
  const words = companyWords(cleaned, quotedRange(cleaned));
  const marked = markWords(words);
  const form = marked.form ?? (taken.form === undefined ? undefined : shortForm(taken.form));
  const bare = bareName(cleaned, marked);
  const core = coreWords(marked);
  const person = personBehind(bare, words, form?.formClass ?? form?.short);
  const place = marked.place ?? taken.place;
  const keys = coreOf(core.words, person);
  const name: Draft = {
    text,
    bareName: bare === '' ? text : bare,
    core: keys.core,
    coreSkeleton: keys.coreSkeleton,
    sortedSkeleton: keys.sortedSkeleton,
    numbers: keys.numbers,
    tail: keys.tail,
    generic: keys.generic,
    kinds: core.kinds,
    onlyForm: words.length === 1 && form === undefined && shortForm(words[0]?.key ?? '') !== undefined,
    remarks: taken.remarks,
    identifiers: taken.identifiers,
  };
  if (form !== undefined) name.legalForm = form.short;
  if (form?.formClass !== undefined) name.formClass = form.formClass;
  if (marked.branch) name.branch = { place: place ?? '' };
  if (place !== undefined) name.place = place;
  if (person !== undefined) name.person = person;
  return name;
}

type Draft = { -readonly [K in keyof CompanyName]: CompanyName[K] };

function takeOut(text: string, taken: Taken): string {
  let rest = trimSigns(text, leadingSigns, trailingSigns);
  if (hasSingleQuote.test(rest)) rest = rest.replace(singleQuoted, ' "$1"');
  if (rest.includes(',')) {
    rest = rest.replace(addressTail, (match) => {
      taken.remarks.push(match.slice(1).trim());
      return '';
    });
  }
  if (manyDigits.test(rest)) {
    rest = rest.replace(identifier, (_, kind: string, value: string) => {
      taken.identifiers.push({ kind: kind.toLowerCase(), value: value.replaceAll(' ', '') });
      return ' ';
    });
    rest = rest.replace(phone, (match) => {
      taken.remarks.push(match.trim());
      return ' ';
    });
  }
  if (somePhone.test(rest)) {
    rest = rest.replace(groupedPhone, (match) => {
      taken.remarks.push(match.trim());
      return ' ';
    });
  }
  if (/[([{]/.test(rest)) {
    const outside = rest
      .replace(farmWord, '$1')
      .replace(bracketed, (_, inside: string) => takeBracket(inside.trim(), taken));
    rest = outside.trim() === '' ? rest : outside;
  }
  return rest.replace(gluedForm, '$1 ').trim();
}

const copyNumber = /^\d{1,2}$/;

function takeBracket(inside: string, taken: Taken): string {
  const words = skeleton(inside).split(' ');
  const key = letterKey(inside);
  if (shortForm(key) !== undefined) taken.form = key;
  else if (cityAt(words, 0) === words.length) taken.place = placeKey(inside);
  else if (words[0] === 'g' && words.length > 1) taken.place = placeKey(inside.slice(inside.indexOf(' ') + 1));
  else if (!copyNumber.test(inside) && inside !== '') taken.remarks.push(inside);
  return ' ';
}

const longestPersonName = 5;

/** The person of a sole trader or farm, or of a name without a form that has initials or a patronymic. */
function personBehind(bare: string, words: readonly CompanyWord[], form: string | undefined): PersonName | undefined {
  if (form === undefined ? !looksLikePerson(words) : form !== 'SP' && form !== 'FARM') return undefined;
  const person = parsePersonName(bare.replaceAll(/[«»"“”„]/g, ' '), { order: 'LFM' });
  if (person.problem === 'not-a-person' || person.problem === 'digits') return undefined;
  const named = person.firstName !== undefined || person.initials !== '';
  if (form === undefined) return named && person.lastName !== undefined && person.certainty >= 0.8 ? person : undefined;
  return named || (form === 'SP' && person.lastName !== undefined) ? person : undefined;
}

function looksLikePerson(words: readonly CompanyWord[]): boolean {
  if (words.length < 2 || words.length > longestPersonName) return false;
  let initials = 0;
  for (const word of words) {
    if (word.quoted || word.digits || word.segment > 0) return false;
    if (word.dotted && word.text.length === 1) initials++;
    else if (readPatronymic(word.key)?.known === true) return true;
  }
  return (
    initials > 0 && initials === words.length - 1 && words.some((word) => readSurnameEnding(word.key) !== undefined)
  );
}

/** The text without its legal form, without quotes when they enclose all that is left. */
function bareName(text: string, { words, marks }: MarkedWords): string {
  let rest = '';
  let from = 0;
  for (const [at, word] of words.entries()) {
    if (marks[at] !== 'form') continue;
    rest += text.slice(from, word.start);
    from = word.end + (word.dotted ? 1 : 0);
  }
  if (from === 0) return unquoted(text);
  const joined = (rest + text.slice(from))
    .replaceAll(emptyBrackets, '')
    .replaceAll(doubledSeparators, (run) => (run.includes(',') ? ', ' : '/'));
  return unquoted(tidyText(trimSigns(joined, ' ,/.-', ' ,/-')));
}

/** Without the given signs at its start and at its end. */
function trimSigns(text: string, leading: string, trailing: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && leading.includes(text.charAt(start))) start++;
  while (end > start && trailing.includes(text.charAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const emptyBrackets = /\( ?\)/g;
/** What is left between two separators when the form between them goes. */
const doubledSeparators = /[,/] ?[,/](?: ?[,/])* ?/g;
const enclosed = /^[«"“„'](.*?)[»"”“']+$/u;
const anyQuote = /[«»"“”„]/u;

function unquoted(text: string): string {
  const inside = enclosed.exec(text)?.[1];
  return inside === undefined || anyQuote.test(inside) ? text : inside.trim();
}
