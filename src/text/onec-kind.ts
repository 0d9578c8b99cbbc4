import { innChecks } from './onec-values.ts';

export type CounterpartyKind = 'legal' | 'entrepreneur' | 'person' | 'unknown';

/** Which rule decided the kind, in the order in which the rules are tried. */
export type KindRule = 'explicit' | 'explicit-name' | 'kpp' | 'inn' | 'name-form' | 'element' | 'name-pattern' | 'none';

/** What a 1C file says about a counterparty that tells a company from a person. Absent and empty mean the same. */
export interface KindEvidence {
  readonly name: string;
  readonly fullName?: string;
  /** `ЮридическоеФизическоеЛицо`, `ЮрФизЛицо` or a partner's kind, as written. */
  readonly declared?: string;
  /** `ИндивидуальныйПредприниматель`, as `true` or `false`. */
  readonly entrepreneur?: string;
  readonly inn?: string;
  readonly kpp?: string;
  readonly ogrn?: string;
  /** Country of registration, when the file names it. */
  readonly country?: string;
  /** CommerceML: which of the two name elements was used; personal name parts count as `person`. */
  readonly element?: 'legal' | 'person';
}

export interface KindDecision {
  readonly kind: CounterpartyKind;
  readonly rule: KindRule;
}

const legalForms =
  'ООО|АО|ПАО|ЗАО|ОАО|НАО|ОДО|ТОО|ЖШС|АҚ|ЧУП|УП|РУП|ТОВ|ПП|ДП|ФГБУ|ФГУП|ФГКУ|ФГАОУ|ФГБОУ|ГБУ|ГБОУ|ГБУЗ|ГКУ|ГАУ|ГУП|МУП|МБУ|МБОУ|МБДОУ|МАОУ|МАДОУ|МКУ|МКОУ|МУ|АНО|НКО|НП|НОУ|ЧОУ|ТСЖ|ТСН|СНТ|ДНТ|ЖСК|ГСК|ПК|СПК|КПК|ЛТД|LLC|LTD|INC|GMBH|OOO|OAO|ZAO';
const legalWords =
  'ОБЩЕСТВО С ОГРАНИЧЕННОЙ|АКЦИОНЕРНОЕ ОБЩЕСТВО|УЧРЕЖДЕНИЕ|ПРЕДПРИЯТИЕ|ТОВАРИЩЕСТВО|НЕКОММЕРЧЕСК|КООПЕРАТИВ|АДМИНИСТРАЦИЯ|МИНИСТЕРСТВО|ДЕПАРТАМЕНТ|УПРАВЛЕНИЕ|ФИЛИАЛ|БАНК|КОМПАНИЯ|КОРПОРАЦИЯ|ФОНД';
const entrepreneurForms = 'ИП|ПБОЮЛ|ФОП|ЧП|КФХ|ИПБОЮЛ|ЖЕКЕ КӘСІПКЕР';
const entrepreneurWords =
  'ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ|ЧАСТНЫЙ ПРЕДПРИНИМАТЕЛЬ|КРЕСТЬЯНСКОЕ|ГЛАВА КФХ|ПРЕДПРИНИМАТЕЛЬ БЕЗ';
const before = '(?:^|[\\s"«»“”\'().,/-])';
const after = '(?=$|[\\s"«»“”\'().,/-])';
const legal = new RegExp(`${before}(?:${legalForms})${after}|${before}(?:${legalWords})`, 'u');
const entrepreneur = new RegExp(`${before}(?:${entrepreneurForms})${after}|(?:${entrepreneurWords})`, 'u');
const foreignForm = new RegExp(`${before}(?:ТОО|ЖШС|АҚ|ТОВ|ЧУП|ФОП)${after}`, 'u');
const russia = /^(?:643|RU|RUS|РОССИЯ|РОССИЙСКАЯ ФЕДЕРАЦИЯ|РФ)$/;
const personWord = /^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$/u;
const patronymic = /(?:вич|вна|чна|ьич|оглы|кызы|улы)$/iu;

/**
 * Legal entity, entrepreneur or person: the first rule that decides wins. An entrepreneur in accounting configurations is declared as
 * `ФизическоеЛицо`, so the flag or the name tells it from a person.
 */
export function counterpartyKind(evidence: KindEvidence): KindDecision {
  const names = `${evidence.name}\n${evidence.fullName ?? ''}`.toUpperCase().replace(/\s+/g, ' ');
  return (
    byDeclaration(evidence, names) ??
    byKpp(evidence) ??
    byTaxNumber(evidence, names) ??
    byNameForm(names) ??
    byElement(evidence) ??
    byPattern(evidence) ?? { kind: 'unknown', rule: 'none' }
  );
}

function byDeclaration(evidence: KindEvidence, names: string): KindDecision | undefined {
  const declared = (evidence.declared ?? '').replace(/[\s_]/g, '').toLowerCase();
  if (declared === 'индивидуальныйпредприниматель' || declared === 'ип')
    return { kind: 'entrepreneur', rule: 'explicit' };
  if (declared.startsWith('юр') || declared === 'компания' || declared.startsWith('государств')) {
    return { kind: 'legal', rule: 'explicit' };
  }
  const person = declared.startsWith('физ') || declared === 'частноелицо' || declared === 'самозанятый';
  if (evidence.entrepreneur === 'true') return { kind: 'entrepreneur', rule: 'explicit' };
  if (!person) return undefined;
  if (evidence.entrepreneur === 'false') return { kind: 'person', rule: 'explicit' };
  const named = entrepreneur.test(names) || /^\d{15}$/.test(evidence.ogrn ?? '');
  return named ? { kind: 'entrepreneur', rule: 'explicit-name' } : { kind: 'person', rule: 'explicit' };
}

function byKpp(evidence: KindEvidence): KindDecision | undefined {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(evidence.kpp ?? '') ? { kind: 'legal', rule: 'kpp' } : undefined;
}

/** Lengths of ИНН mean this in Russia only: Kazakh numbers have 12 digits for everyone, Ukrainian ones 10 for persons. */
function byTaxNumber(evidence: KindEvidence, names: string): KindDecision | undefined {
  const inn = evidence.inn ?? '';
  const country = (evidence.country ?? '').toUpperCase();
  if ((country !== '' && !russia.test(country)) || foreignForm.test(names) || !innChecks(inn)) return undefined;
  if (inn.length === 10) return { kind: 'legal', rule: 'inn' };
  if (entrepreneur.test(names) || /^\d{15}$/.test(evidence.ogrn ?? '')) return { kind: 'entrepreneur', rule: 'inn' };
  return legal.test(names) ? undefined : { kind: 'person', rule: 'inn' };
}

function byNameForm(names: string): KindDecision | undefined {
  if (entrepreneur.test(names)) return { kind: 'entrepreneur', rule: 'name-form' };
  return legal.test(names) ? { kind: 'legal', rule: 'name-form' } : undefined;
}

function byElement(evidence: KindEvidence): KindDecision | undefined {
  return evidence.element === undefined ? undefined : { kind: evidence.element, rule: 'element' };
}

function byPattern(evidence: KindEvidence): KindDecision | undefined {
  const words = withoutAlias(evidence.fullName ?? evidence.name).split(/\s+/);
  const person = words.length === 3 && words.every((word) => personWord.test(word)) && patronymic.test(words[2] ?? '');
  return person ? { kind: 'person', rule: 'name-pattern' } : undefined;
}

/** Shops append an alias: `Фамилия Имя Отчество [Фамилия Имя]`. */
export function withoutAlias(name: string): string {
  const trimmed = name.trim();
  if (!trimmed.endsWith(']')) return trimmed;
  const bracket = trimmed.lastIndexOf('[');
  return bracket <= 0 ? trimmed : trimmed.slice(0, bracket).trim();
}

/** Longer names are not names; the patterns below are not tried on them from every character. */
const maxName = 1000;

const entrepreneurPrefix =
  /^(?:ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ|ЧАСТНЫЙ ПРЕДПРИНИМАТЕЛЬ|ГЛАВА КФХ|ИП|ПБОЮЛ|ИПБОЮЛ|ФОП|ЧП|КФХ)(?=[\s"«.(])[\s."«(]*/iu;
const entrepreneurSuffix = /[\s,("«]+(?:ИП|ПБОЮЛ|ФОП|ЧП|КФХ)[)"».]*$/iu;

/** The name of the person behind a person's or an entrepreneur's record: without the form, the alias and list marks. */
export function personOf(name: string, fullName: string): string {
  const candidates = [fullName, name].map((text) =>
    withoutAlias(text.slice(0, maxName))
      .replace(/^[-–—\s]+/, '')
      .replace(entrepreneurPrefix, '')
      .replace(entrepreneurSuffix, '')
      .replace(/^["«]|["»]$/g, '')
      .trim(),
  );
  return candidates.find((text) => text !== '') ?? '';
}

/** Same person, whatever the order and case of the words. */
export function sameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

function nameKey(name: string): string {
  return withoutAlias(name)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[\s.,]+/)
    .filter(Boolean)
    .toSorted()
    .join(' ');
}
