/** What a line of contact information is. */
export type Medium = 'phone' | 'email' | 'url' | 'messenger' | 'address' | 'other';

export type PhoneType = 'mobile' | 'work' | 'home' | 'fax' | 'pager' | 'other';
export type AddressType = 'legal' | 'actual' | 'postal' | 'delivery' | 'other';

export interface ContactKind {
  readonly medium: Medium;
  /** Type within the medium: a `PhoneType`, an `AddressType`, `work` or `other`; for messengers the service. */
  readonly type: string;
}

const messengers: readonly (readonly [RegExp, string])[] = [
  [/skype|скайп/, 'skype'],
  [/icq|аська/, 'icq'],
  [/telegram|телеграм/, 'telegram'],
  [/whats?app|ватсап|вотсап/, 'whatsapp'],
  [/viber|вайбер/, 'viber'],
];

/**
 * The meaning of a kind of contact information by its name: the CommerceML list, names of predefined kinds, names people gave.
 * `value` settles what the name leaves open: "Почта" without `@` is a postal address.
 */
export function contactKind(name: string, value: string): ContactKind {
  const key = name.toLowerCase().replace(/[\s_.-]/g, '');
  for (const [pattern, service] of messengers) {
    if (pattern.test(key)) return { medium: 'messenger', type: service };
  }
  if (/mail|почт|емейл|имейл|адресэп/.test(key) && !/почтовыйадрес|почтадрес/.test(key)) return mailOrAddress(value);
  if (key.includes('пейджер')) return { medium: 'phone', type: 'pager' };
  if (/телефон|phone|мобильн|сотов|^тел/.test(key)) return { medium: 'phone', type: phoneType(key) };
  if (/факс|fax/.test(key)) return { medium: 'phone', type: 'fax' };
  if (/сайт|site|url|вебстраниц|www/.test(key)) return { medium: 'url', type: 'work' };
  if (/координат/.test(key)) return { medium: 'other', type: 'other' };
  if (/адрес|address/.test(key)) return { medium: 'address', type: addressType(key) };
  return byValue(value);
}

function mailOrAddress(value: string): ContactKind {
  return value === '' || value.includes('@')
    ? { medium: 'email', type: 'work' }
    : { medium: 'address', type: 'postal' };
}

function phoneType(key: string): PhoneType {
  if (/мобильн|сотов|mobile|cell/.test(key)) return 'mobile';
  if (/домашн|home/.test(key)) return 'home';
  if (/рабоч|внутренн|служебн|work/.test(key)) return 'work';
  return key.startsWith('факс') ? 'fax' : 'other';
}

/** The type of an address by the name of its kind or element. */
export function addressType(name: string): AddressType {
  const key = name.toLowerCase().replace(/[\s_.-]/g, '');
  if (/юрид|регистрац|прописк|legal/.test(key)) return 'legal';
  if (/факт|прожив|местонахожд|actual/.test(key)) return 'actual';
  if (/почт|postal/.test(key)) return 'postal';
  if (/достав|delivery/.test(key)) return 'delivery';
  return 'other';
}

function byValue(value: string): ContactKind {
  if (/^\S+@\S+\.\S+$/.test(value)) return { medium: 'email', type: 'other' };
  if (/^(?:https?:\/\/|www\.)/i.test(value)) return { medium: 'url', type: 'other' };
  return { medium: 'other', type: 'other' };
}

// Ten to fifteen digits with the marks people put between them, not inside a longer run of digits.
const phoneLike = /(?<![\d+])(?:\+|\(|\d)[\d\s()\u00a0–-]{8,24}\d(?!\d)/g;
const phoneStart = /^(?:\+\d|8|7|\(\d|9|0)/;

/** Phone numbers that people left in names and comments. Suggestions: tax numbers, accounts and dates are not among them. */
export function phonesIn(text: string): readonly string[] {
  if (text.length < 10) return [];
  const found: string[] = [];
  for (const match of text.slice(0, 10_000).matchAll(phoneLike)) {
    const candidate = match[0].trim();
    const digits = candidate.replace(/\D/g, '');
    const before = text.slice(Math.max(0, match.index - 12), match.index).toLowerCase();
    const number = digits.length >= 10 && digits.length <= 12 && phoneStart.test(candidate);
    if (number && !/инн|кпп|огрн|счет|счёт|р\/с|бик|окпо|№|n\s*$/.test(before) && !isDate(candidate))
      found.push(candidate);
  }
  return found;
}

function isDate(text: string): boolean {
  return /^\d{1,2}[\s-]\d{1,2}[\s-]\d{4}|^\d{4}-\d\d-\d\d/.test(text);
}
