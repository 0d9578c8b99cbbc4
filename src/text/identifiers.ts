/**
 * Check digits of state identifiers of Russia and its neighbours. Every function takes the bare identifier, without
 * spaces, and says whether it is one. Rules as in python-stdnum (ru, by, ua, md) and, for Kazakhstan, the order on BIN/IIN.
 */

const innOrganisation = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const innPerson11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const innPerson12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const kz1 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const kz2 = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
const by = [29, 23, 19, 17, 13, 7, 5, 3];
const rnokpp = [-1, 5, 7, 9, 4, 6, 10, 5, 7];

/** Russian INN of an organisation (10 digits) or person (12). All zeros and one repeated digit are none. */
export function isInn(text: string): boolean {
  if (!/^\d+$/.test(text) || isRepeated(text)) return false;
  if (text.length === 10) return (weighted(text, innOrganisation) % 11) % 10 === digit(text, 9);
  if (text.length !== 12) return false;
  return (
    (weighted(text, innPerson11) % 11) % 10 === digit(text, 10) &&
    (weighted(text, innPerson12) % 11) % 10 === digit(text, 11)
  );
}

/** Russian KPP: no check digit; the reason code may have capital Latin letters. */
export function isKpp(text: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(text) && !/^0+$/.test(text);
}

/** OGRN of an organisation, 13 digits. */
export function isOgrn(text: string): boolean {
  return /^[1-9]\d{12}$/.test(text) && (Number(text.slice(0, 12)) % 11) % 10 === digit(text, 12) && !isRepeated(text);
}

/** OGRNIP of an entrepreneur, 15 digits. */
export function isOgrnip(text: string): boolean {
  return /^3\d{14}$/.test(text) && (Number(text.slice(0, 14)) % 13) % 10 === digit(text, 14) && !isRepeated(text);
}

/** OKPO: 8 digits, 10 of an entrepreneur; 14 of a branch, whose last six have no published check digit. */
export function isOkpo(text: string): boolean {
  if (!/^(?:\d{8}|\d{10}|\d{14})$/.test(text) || isRepeated(text)) return false;
  const code = text.length === 14 ? text.slice(0, 8) : text;
  const length = code.length - 1;
  const first = rising(code, length, 1) % 11;
  if (first < 10) return first === digit(code, length);
  return (rising(code, length, 3) % 11) % 10 === digit(code, length);
}

/** Bank identification code of the Bank of Russia: 9 digits, the first is 0. */
export function isBik(text: string): boolean {
  return /^0\d{8}$/.test(text) && !isRepeated(text);
}

/** ISO 9362 code of a bank, as used instead of a BIK in Kazakhstan and abroad. */
export function isSwift(text: string): boolean {
  return /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/.test(text);
}

/** Check digit of a Russian account (20 digits) with its BIK; both must have the right length. */
export function isAccountOf(account: string, bik: string): boolean {
  if (!/^\d{20}$/.test(account) || !/^\d{9}$/.test(bik)) return false;
  const atCentralBank = /00[0-2]$/.test(bik) || account.startsWith('301');
  const line = (atCentralBank ? `0${bik.slice(4, 6)}` : bik.slice(6)) + account;
  let sum = 0;
  for (let at = 0; at < line.length; at += 1) sum += (digit(line, at) * ([7, 1, 3][at % 3] ?? 0)) % 10;
  return sum % 10 === 0;
}

/** IBAN (ISO 13616), as used in Kazakhstan, Belarus and abroad. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** SNILS, 11 digits; numbers up to 001-001-998 were given without a check. */
export function isSnils(text: string): boolean {
  if (!/^\d{11}$/.test(text) || /^0{9}/.test(text)) return false;
  if (Number(text.slice(0, 9)) <= 1_001_998) return true;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += digit(text, at) * (9 - at);
  return (sum % 101) % 100 === Number(text.slice(9));
}

/** BIN of an organisation or IIN of a person of Kazakhstan, 12 digits. */
export function isKzId(text: string): boolean {
  if (!/^\d{12}$/.test(text) || isRepeated(text)) return false;
  const first = weighted(text, kz1) % 11;
  const control = first === 10 ? weighted(text, kz2) % 11 : first;
  return control === digit(text, 11);
}

/** UNP of Belarus: 9 digits, or two Latin letters and 7 digits of an entrepreneur. */
export function isByUnp(text: string): boolean {
  const found = /^(?:\d{2}|[ABCEHKM][ABCEHKMOPT])\d{7}$/.exec(text);
  if (!found || isRepeated(text)) return false;
  const isPerson = /^[A-Z]/.test(text);
  const [first, second] = isPerson
    ? [Number.parseInt(text.charAt(0), 36), 'ABCEHKMOPT'.indexOf(text.charAt(1))]
    : [digit(text, 0), digit(text, 1)];
  let sum = first * 29 + second * 23;
  for (let at = 2; at < 8; at += 1) sum += digit(text, at) * (by[at] ?? 0);
  return sum % 11 === digit(text, 8);
}

/** EDRPOU of Ukraine, 8 digits. */
export function isUaEdrpou(text: string): boolean {
  if (!/^\d{8}$/.test(text) || isRepeated(text)) return false;
  const weights = /^[345]/.test(text) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  const first = weighted(text, weights) % 11;
  if (first < 10) return first === digit(text, 7);
  const again = weights.map((weight) => weight + 2);
  return (weighted(text, again) % 11) % 10 === digit(text, 7);
}

/** Tax number of a person in Ukraine (RNOKPP), 10 digits. */
export function isUaRnokpp(text: string): boolean {
  if (!/^\d{10}$/.test(text) || isRepeated(text)) return false;
  const sum = weighted(text, rnokpp) % 11;
  return ((sum + 11) % 11) % 10 === digit(text, 9);
}

/** IDNO of Moldova, 13 digits. */
export function isMdIdno(text: string): boolean {
  if (!/^\d{13}$/.test(text) || isRepeated(text)) return false;
  let sum = 0;
  for (let at = 0; at < 12; at += 1) sum += digit(text, at) * ([7, 3, 1][at % 3] ?? 0);
  return sum % 10 === digit(text, 12);
}

/** One digit all along. */
export function isRepeated(text: string): boolean {
  return /^(\d)\1+$/.test(text);
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

function weighted(text: string, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += digit(text, at) * (weights[at] ?? 0);
  return sum;
}

/** Weights from `start` to 10, then from 1 again. */
function rising(text: string, length: number, start: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += digit(text, at) * (((start + at - 1) % 10) + 1);
  return sum;
}
