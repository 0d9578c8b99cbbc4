import type { IdentifierKind } from '../model/identifier-kind.ts';
import { isByUnp, isInn, isKzId, isMdIdno, isOgrn, isOgrnip, isSnils, isUaEdrpou, isUaRnokpp } from './identifiers.ts';

/** Lengths where the check rule is not published or was not confirmed (AZ, UZ, KG, AM, GE, TJ). */
const lengthOnly: Readonly<Record<string, RegExp>> = {
  AZ: /^\d{9}[12]$/,
  UZ: /^(?:\d{9}|\d{14})$/,
  KG: /^\d{14}$/,
  AM: /^\d{8}$/,
  GE: /^(?:\d{9}|\d{11})$/,
  TJ: /^\d{9}$/,
};

/** Whether a tax number is right for a country (ISO 3166-1 alpha-2); unchecked: the country has no rule here. */
export function taxIdFits(country: string, text: string): 'valid' | 'invalid' | 'unchecked' {
  const answer = taxIdCheck(country, text);
  if (answer === undefined) return 'unchecked';
  return answer ? 'valid' : 'invalid';
}

function taxIdCheck(country: string, text: string): boolean | undefined {
  switch (country) {
    case 'RU':
      return isInn(text);
    case 'KZ':
      return isKzId(text);
    case 'BY':
      return isByUnp(text);
    case 'UA':
      return isUaEdrpou(text) || isUaRnokpp(text);
    case 'MD':
      return isMdIdno(text);
    default:
      return lengthOnly[country]?.test(text);
  }
}

/** The country whose check digits a number that is no Russian INN satisfies. */
export function foreignCountryOf(text: string): 'KZ' | 'UA' | 'BY' | undefined {
  if (isKzId(text)) return 'KZ';
  if (isUaRnokpp(text)) return 'UA';
  return isByUnp(text) ? 'BY' : undefined;
}

/** What else a number may be, by its length and check digits. 20 digits are an account. */
export function kindOf(text: string): IdentifierKind | undefined {
  if (isInn(text)) return 'inn';
  if (isOgrn(text)) return 'ogrn';
  if (isOgrnip(text)) return 'ogrnip';
  if (isSnils(text)) return 'snils';
  if (isMdIdno(text)) return 'md_idno';
  if (isByUnp(text)) return 'by_unp';
  if (/^\d{20}$/.test(text)) return 'account';
  if (isKzId(text)) return 'kz_id';
  return isUaEdrpou(text) ? 'ua_edrpou' : undefined;
}

const pair = /^(?:инн\D{0,3})?(\d{10}|\d{12})[\s/\\|,;]*(?:кпп\D{0,3})?(\d{4}[\dA-Z]{2}\d{3})$/iu;

/** INN and KPP written into one cell: `7707083893/773601001`, with a backslash or space, or run together. */
export function innAndKpp(text: string): { readonly inn: string; readonly kpp: string } | undefined {
  const found = text.length < 19 || text.length > 60 ? null : pair.exec(text.trim());
  const [, inn = '', kpp = ''] = found ?? [];
  return found && isInn(inn) ? { inn, kpp: kpp.toUpperCase() } : undefined;
}

/** The only valid INN among the numbers of a text. */
export function innInside(text: string): string | undefined {
  const found = text.length > 1000 ? [] : (text.match(/(?<!\d)(?:\d{12}|\d{10})(?!\d)/g) ?? []);
  const [inn] = found;
  return found.length === 1 && inn !== undefined && isInn(inn) ? inn : undefined;
}
