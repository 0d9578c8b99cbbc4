/** Local parts of mailboxes that belong to an office, not to a person. */
const roleMailboxes = new Set(
  (
    'info office sales sale zakaz order orders buh buhgalter buhgalteria accounting accountant admin administrator support ' +
    'help mail email e-mail post pochta contact contacts hr personal reklama marketing pr sklad snab snabzhenie zakupki ' +
    'tender tenders manager director dir secretary sekretar reception priemnaya shop magazin market opt kadry rabota job ' +
    'jobs resume webmaster postmaster hostmaster noreply no-reply robot service servis feedback hello finance billing ' +
    'law legal urist logist logistic company firma client clients common main general request zayavka inbox delivery ' +
    'dostavka team'
  ).split(' '),
);

/** Local parts people type when a form demands an address they do not have. */
const nobodyLocals = new Set(
  'no none net nomail noemail no-mail no-email nobody null nil test test1 test123 testtest aaa aaaa xxx qwe qwerty asd asdf asdasd 1 11 111 123 1234 12345 123456 unknown empty noname user example sample fake spam'.split(
    ' ',
  ),
);

const exampleDomain =
  /^(?:example|test|mail|email|domain|localhost|none|no|net)(?:\.(?:com|org|net|test|invalid|example|local))?$/;
const repeatedDigits = 7;
const countedDigits = ['1234567890', '0123456789', '9876543210', '+71234567'];

/** Domains of one provider: mail to any of them lands in one mailbox. */
const sameProvider = new Map([
  ['ya.ru', 'yandex.ru'],
  ['yandex.com', 'yandex.ru'],
  ['yandex.by', 'yandex.ru'],
  ['yandex.kz', 'yandex.ru'],
  ['yandex.ua', 'yandex.ru'],
  ['googlemail.com', 'gmail.com'],
  ['narod.ru', 'yandex.ru'],
]);

/** A mailbox as its provider tells it from others. */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
}

/**
 * The mailbox behind an address: lower case, without a plus tag, provider aliases as one, dots ignored at Gmail, dot and
 * hyphen equal at Yandex. Nothing for text that is no address.
 */
export function mailboxOf(email: string): Mailbox | undefined {
  const at = email.lastIndexOf('@');
  if (at < 1 || at === email.length - 1) return undefined;
  const whole = email.slice(0, at).toLowerCase();
  const plus = whole.indexOf('+');
  const local = plus > 0 ? whole.slice(0, plus) : whole;
  const written = email.slice(at + 1).toLowerCase();
  const domain = sameProvider.get(written) ?? written;
  if (domain === 'gmail.com') return { local: local.replaceAll('.', ''), domain };
  return { local: domain === 'yandex.ru' ? local.replaceAll('.', '-') : local, domain };
}

const freeProviders =
  /^(?:mail\.ru|bk\.ru|list\.ru|inbox\.ru|internet\.ru|yandex\.(?:ru|com|kz|by|ua|uz)|ya\.ru|rambler\.ru|lenta\.ru|autorambler\.ru|myrambler\.ru|ro\.ru|gmail\.com|hotmail\.[a-z.]+|outlook\.[a-z.]+|live\.[a-z.]+|msn\.com|yahoo\.[a-z.]+|icloud\.com|me\.com|mac\.com|aol\.com|gmx\.[a-z]+|web\.de|proton(?:mail)?\.[a-z]+|ukr\.net|i\.ua|meta\.ua|bigmir\.net|tut\.by|nur\.kz|mail\.kz|pochta\.ru|qip\.ru|nextmail\.ru|e1\.ru|ngs\.ru|hotbox\.ru|orange\.fr|free\.fr|t-online\.de)$/u;

/** True for providers where anybody can have a mailbox, so that the domain says nothing about a company. */
export function isFreeProvider(domain: string): boolean {
  return freeProviders.test(domain);
}

/** True for `info@`, `sales2@` and the like: the address says where a person works, not who it is. */
export function isRoleMailbox(local: string): boolean {
  if (roleMailboxes.has(local)) return true;
  let end = local.length;
  while (end > 0 && isNumbering(local.charCodeAt(end - 1))) end -= 1;
  return end < local.length && roleMailboxes.has(local.slice(0, end));
}

/** A digit, dot, underscore or hyphen. */
function isNumbering(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 95 || code === 45;
}

/** True for addresses that stand for "none", such as `no@mail.ru`, `a@a.a`, `test@test.ru`. */
export function isPlaceholderEmail(local: string, domain: string): boolean {
  const label = domain.slice(0, domain.indexOf('.') === -1 ? domain.length : domain.indexOf('.'));
  if (nobodyLocals.has(local) || local.length === 0) return true;
  if (local === label && (local.length <= 2 || exampleDomain.test(domain))) return true;
  return domain.startsWith('example.') && /^example\.(?:com|org|net|ru)$/u.test(domain);
}

/** True for numbers that stand for "none": seven equal digits at the end, or all digits counted up or down. */
export function isPlaceholderPhone(e164: string): boolean {
  return endsInRepeats(e164) || countedDigits.some((digits) => e164.endsWith(digits));
}

function endsInRepeats(e164: string): boolean {
  const { length } = e164;
  const last = e164.charCodeAt(length - 1);
  if (length < repeatedDigits || last < 48 || last > 57) return false;
  for (let at = length - repeatedDigits; at < length - 1; at += 1) if (e164.charCodeAt(at) !== last) return false;
  return true;
}
