import { domainToASCII } from 'node:url';
import { likelyDomain } from './email-domains.ts';

/** One address as found in a cell. */
export interface EmailReading {
  /** Lower case; as found when it is no address. */
  readonly value: string;
  /** placeholder: an address nobody reads (`no@mail.ru`). filler: not even that (`a@a`). invalid: no address. */
  readonly status: 'ok' | 'placeholder' | 'filler' | 'invalid';
  /** Cyrillic letters that look Latin were replaced. */
  readonly isRepaired: boolean;
  /** The address that was probably meant. */
  readonly likely?: string | undefined;
  readonly hasForeignLetters: boolean;
}

export interface EmailsReading {
  readonly emails: readonly EmailReading[];
  /** Text around the addresses: a name, a remark. */
  readonly rest: string;
}

const clean = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}$/i;
const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;
const zone = /^(?:xn--[a-z0-9-]{2,59}|\p{L}[\p{L}\p{M}]{1,23})$/u;

/** An address without any doubt, as most are: ASCII, valid, alone. Undefined for everything else. */
export function plainEmail(text: string): string | undefined {
  if (text.length > 254 || !clean.test(text) || text.indexOf('@') > 64) return undefined;
  return text.toLowerCase();
}

/** Addresses in a cell: `a@b.ru; c@d.ru`, `Иван <a@b.ru>`, `mailto:a@b.ru`. */
export function readEmails(cell: string): EmailsReading {
  const text = cell
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/mailto:/gi, ' ')
    .replace(/\s*@\s*/g, '@');
  const emails: EmailReading[] = [];
  const rest: string[] = [];
  for (const token of text.split(/[\s;,<>()[\]"«»|]+|\/(?=[^@/]*@)/)) {
    const bare = token.replace(/^[:'`]+|[.:'`]+$/g, '');
    if (bare.includes('@')) emails.push(readEmail(bare));
    else if (/[\p{L}\p{N}]/u.test(bare) && !/^(?:e-?mail|mail|почта|эл|email|и|and|или)$/i.test(bare)) rest.push(bare);
  }
  return { emails: withoutRepeats(emails), rest: rest.join(' ') };
}

function withoutRepeats(emails: readonly EmailReading[]): readonly EmailReading[] {
  return emails.filter((email, at) => emails.findIndex(({ value }) => value === email.value) === at);
}

function readEmail(token: string): EmailReading {
  const at = token.lastIndexOf('@');
  const name = repair(token.slice(0, at)).toLowerCase();
  const labels = token
    .slice(at + 1)
    .split('.')
    .map(repair);
  const domain = labels.join('.').toLowerCase();
  const value = `${name}@${domain}`;
  const isRepaired = value !== token.toLowerCase();
  const hasForeignLetters = /[\u0080-\uFFFF]/.test(name);
  const likely = likelyAddress(name, domain);
  if (!isAddress(name, domain)) {
    const status = isFiller(name, domain) ? 'filler' : 'invalid';
    return { value: token, status, isRepaired: false, likely, hasForeignLetters };
  }
  const status = isPlaceholder(value) ? 'placeholder' : 'ok';
  return { value, status, isRepaired, likely: status === 'ok' ? likely : undefined, hasForeignLetters };
}

function likelyAddress(name: string, domain: string): string | undefined {
  const single = domain.replace(/\.{2,}/g, '.');
  const likely = likelyDomain(single) ?? (single === domain ? undefined : single);
  return likely === undefined || !isAddress(name, likely) ? undefined : `${name}@${likely}`;
}

function isAddress(name: string, domain: string): boolean {
  if (name.length > 64 || name.length + domain.length > 253 || !local.test(name)) return false;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((part) => label.test(part)) || !zone.test(labels.at(-1) ?? '')) return false;
  return !/[\u0080-\uFFFF]/.test(domain) || domainToASCII(domain) !== '';
}

const noNames = new Set([
  'no',
  'net',
  'none',
  'нет',
  'netu',
  'noemail',
  'no-email',
  'no_email',
  'nomail',
  'no-mail',
  'no_mail',
  'nety',
  'netemail',
  'bezemail',
  'bez',
  'empty',
  'null',
  'na',
  'нету',
  'неуказан',
  'xxx',
  'xx',
  'x',
  'qwe',
  'qwerty',
  'asd',
  'asdf',
  'aaa',
  'aa',
  'a',
  '1',
  '11',
  '111',
  '123',
  '1234',
  '12345',
  '0',
  '00',
  '000',
  'test',
  'тест',
  'mail',
  'email',
  'example',
  'неизвестно',
  'unknown',
]);
const publicDomains = new Set([
  'mail.ru',
  'bk.ru',
  'list.ru',
  'inbox.ru',
  'yandex.ru',
  'ya.ru',
  'gmail.com',
  'rambler.ru',
  'email.ru',
]);
const reserved = /(?:^|\.)(?:example\.(?:com|org|net|ru)|test\.(?:ru|com)|test|invalid|example|localhost|local)$/;

/** Valid, but typed only to fill the field. */
export function isPlaceholder(address: string): boolean {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (reserved.test(domain)) return true;
  if (!noNames.has(name)) return false;
  return publicDomains.has(domain) || noNames.has(domain.slice(0, domain.indexOf('.')));
}

function isFiller(name: string, domain: string): boolean {
  const first = domain.split('.')[0] ?? '';
  return (noNames.has(name) || name === '') && (noNames.has(first) || first === '' || publicDomains.has(domain));
}

/** Whether a text without an address says that there is none. */
export function isNoValue(text: string): boolean {
  return /^(?:[-–—.@_*?/\s]+|0|нет(?:у)?|нет\s+\S+|не\s+указан[ао]?|не\s+имеет|отсутствует|неизвестн[оа]|no|none|null|n\/?a|x+)$/i.test(
    text.trim(),
  );
}

const twins: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  к: 'k',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
};

/** Cyrillic letters among Latin ones are Latin letters typed in the wrong layout; other words stay. */
function repair(word: string): string {
  if (!/[\u0400-\u04FF]/.test(word) || !/[A-Za-z]/.test(word)) return word;
  const latin = word.replace(/[\u0400-\u04FF]/g, (letter) => twins[letter] ?? letter);
  return /[\u0400-\u04FF]/.test(latin) ? word : latin;
}
