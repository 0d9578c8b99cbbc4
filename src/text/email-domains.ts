import { detached } from './detached.ts';

const popular = [
  'gmail.com',
  'yandex.ru',
  'rambler.ru',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'yahoo.com',
  'inbox.ru',
];

/** Existing domains one letter away from a popular one. */
const real = new Set([
  'ymail.com',
  'email.com',
  'mail.com',
  'imail.com',
  'fmail.com',
  'outlook.co',
  'yandex.eu',
  'mail.eu',
  'yandex.com.tr',
  'yandex.tr',
  'unbox.ru',
  'inbox.eu',
]);

const providers = new Set([
  ...popular,
  'mail.ru',
  'bk.ru',
  'list.ru',
  'ya.ru',
  'internet.ru',
  'lenta.ru',
  'yandex.com',
]);

const typos = new Map([
  ['gmail.ru', 'gmail.com'],
  ['gmail', 'gmail.com'],
  ['gmai.ru', 'gmail.com'],
  ['gmial.ru', 'gmail.com'],
  ['gamil.com', 'gmail.com'],
  ['mai.ru', 'mail.ru'],
  ['mal.ru', 'mail.ru'],
  ['mali.ru', 'mail.ru'],
  ['maill.ru', 'mail.ru'],
  ['meil.ru', 'mail.ru'],
  ['mael.ru', 'mail.ru'],
  ['maik.ru', 'mail.ru'],
  ['nail.ru', 'mail.ru'],
  ['mial.ru', 'mail.ru'],
  ['mail', 'mail.ru'],
  ['yandeks.ru', 'yandex.ru'],
  ['jandex.ru', 'yandex.ru'],
  ['yandex', 'yandex.ru'],
  ['yndx.ru', 'yandex.ru'],
]);

const wrongZones = /\.(?:ri|ry|tu|r|rr|rru|ruu|ur|ty|ру|рy|con|co|cm|om|comm|cim|vom|xom|cpm)$/;
const answers = new Map<string, string | undefined>();

/** The popular mail domain that was probably meant, or undefined. Never applied, only suggested. */
export function likelyDomain(domain: string): string | undefined {
  if (providers.has(domain)) return undefined;
  if (answers.has(domain)) return answers.get(domain);
  const likely = typos.get(domain) ?? byLayout(domain) ?? byZone(domain) ?? byLetters(domain);
  if (answers.size < 20_000) answers.set(detached(domain), likely);
  return likely;
}

/** A zone typed in the Russian layout. */
function byLayout(domain: string): string | undefined {
  const found = /^([a-z\d.-]+)\.(?:(ру)|сом)$/.exec(domain);
  return found ? `${found[1]}.${found[2] === undefined ? 'com' : 'ru'}` : undefined;
}

function byZone(domain: string): string | undefined {
  if (real.has(domain) || !wrongZones.test(domain)) return undefined;
  const name = domain.slice(0, domain.lastIndexOf('.'));
  const zones = /\.(?:c|vom|xom|om)[a-z]*$/.test(domain) ? ['.com', '.ru'] : ['.ru', '.com'];
  return zones.map((zone) => name + zone).find((candidate) => providers.has(candidate));
}

function byLetters(domain: string): string | undefined {
  if (domain.length < 7 || domain.length > 13 || real.has(domain)) return undefined;
  const zone = domain.slice(domain.lastIndexOf('.'));
  return popular.find((candidate) => candidate.endsWith(zone) && isOneEdit(domain, candidate));
}

/** One letter added, left out, changed, or two neighbours swapped. */
function isOneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const restLeft = left.slice(start, left.length - end);
  const restRight = right.slice(start, right.length - end);
  if (restLeft.length + restRight.length === 0) return false;
  if (restLeft.length <= 1 && restRight.length <= 1) return true;
  return restLeft.length === 2 && restLeft === restRight.charAt(1) + restRight.charAt(0);
}
