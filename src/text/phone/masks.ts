/** Stands for text that holds digits but no phone: dates, times, e-mails, house numbers. */
const MASK = '\u0001';
/** Stands for digits that are named as another identifier. */
export const IDENTIFIER = '\u0002';

const EMAIL = /[^\s@,;:|]{1,64}@[^\s@,;|]{1,255}/g;
const LINK = /(?:https?:\/\/|www\.)\S{1,500}/giu;
const PHONE_LINK = /^https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?\d{8,15}$/i;
/** Technical ids of a CRM's open lines: channel and numbers of the chat, no phone. */
const OPEN_LINE = /imol\|\S*/gi;

const DATES = [
  /(?<![\d)][-. ]{0,2})(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?![-.]?\d)/g,
  /(?<![\d)][-. ]{0,2})(?:19|20)\d{2}([./-])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?![-.]?\d)/g,
  /(?<![\d)][-. ]{0,2})(?:0[1-9]|[12]\d|3[01])([./])(?:0[1-9]|1[0-2])\1\d{2}(?![-. ]?\d)/g,
];

const TIME = '(?:[01]?\\d|2[0-4])';
const MINUTES = '[-.:](?:[0-5][05]|59)';
const BEFORE_TIME = '(?<![\\p{L}\\d])(?:с|до|после|в|к|по|от|около|at|after|till|from|to|by)\\s{1,3}';
const CLOCK = /(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)/g;
/** `10-00 - 19-00` */
const OPENING_HOURS = new RegExp(`(?<![\\d)][-. (]{0,2})${TIME}${MINUTES}\\s?-\\s?${TIME}${MINUTES}(?![-. ]?\\d)`, 'g');
/** `звонить после 18-00`, `с 9 до 18`, `18 часов` */
const HOURS = [
  new RegExp(`${BEFORE_TIME}${TIME}${MINUTES}(?![-.]?\\d)`, 'giu'),
  new RegExp(`${BEFORE_TIME}${TIME}(?![\\s(.-]{0,3}\\d)`, 'giu'),
  /(?<!\d[-. ]?)\d{1,2}\s?(?:ч|час|часа|часов|мин|минут)(?!\p{L})/giu,
];

/** `1) 8-916-...`: numbers of a list. */
const LIST_ITEM = /(?<![\d(+-])(?<!\([^)]{0,6})\d{1,2}\)(?=\s{0,2}[\d+(\p{L}])/gu;
/** `1. 8-916-...` */
const LIST_DOT = /(?<=^|\s)\d{1,2}\.\s{1,2}(?=\+|8[\s(-]|[78]\d{10})/g;
/** Houses, flats, offices; what follows must not go on as a number (`дом. 8 (495) ...`). */
const PLACES = [
  /(?<![\p{L}\d])(?:д|дом|кв|квартира|оф|офис|стр|строение|корп|корпус|каб|кабинет|эт|этаж|под|подъезд|пом|помещение|литер|а\/я|уч|участок|к)\.?\s{0,2}(?:№\s?)?\d{1,5}(?:[/-]\d{1,4})?\p{L}?(?![\d\p{L}])(?!\s{0,2}[-(.]?\s{0,2}\d)/giu,
  /(?<![\d-])\d{6}(?=,?\s{0,2}(?:россия|рф|г\.|город|респ|москва|санкт-петербург|[\p{L}-]{3,30}\s(?:обл|край|респ|р-н)|ул\.))/giu,
  /№\s{0,2}\d{1,5}(?:[/-]\d{1,4})?(?!\d)(?![-(]?\s{0,2}\d)/gu,
];

const IDENTIFIERS = [
  /(?<![\p{L}\d])(?:инн(?:\/кпп)?|кпп|огрн(?:ип)?|окпо|октмо|бик|снилс|бин|иин|унп|[её]дрпоу|єдрпоу|р\/сч?|к\/сч?|л\/сч?|сч[её]т(?:а|у)?|договору?|паспорт|inn|iban)\.?\s{0,2}[:№#=-]{0,2}\s{0,2}\d[\d/-]*(?: \d{6}(?!\d))?/giu,
  /(?<![\p{L}\d])(?:заказа?|карта|артикул|арт|накладная|лицензия|order)\.?\s{0,2}[№#]\s{0,2}\d[\d/-]*/giu,
];

const MONEY =
  /(?<![\d(+-])\d{1,3}(?:\s?\d{3}){0,4}(?:[.,]\d{1,2})?\s?(?:руб\p{L}{0,3}|коп|₽|\$|€|тенге|тг|грн|сум|тыс|млн|usd|eur|rub|kzt|шт|кг|%)(?!\p{L})/giu;
const MONEY_SIGN = /[₽$€%]/;

/** `8/495/123-45-67`, `495/123-45-67`: a slash after a code joins, between numbers it parts. */
const CODE_SLASH =
  /(?<![\d/)][-. /]{0,2})(?:\+?[78][ /-]{1,2})?\(?\d{3,5}\)?\s?\/\s?(?=\d{5,7}(?!\d)|\d{1,3}[- ]\d{2,4}(?:[- ]\d{2,3})?(?![-\d]))/g;

/** Covers what holds digits but is no phone, keeping every position. */
export function maskText(text: string, hasLetters: boolean): string {
  let out = text;
  if (out.includes('@')) out = out.replace(EMAIL, cover);
  if (out.includes('/') || out.includes('www.')) out = maskDatesAndLinks(out);
  else if (out.includes('.') || out.includes('-')) out = maskDates(out);
  if (out.includes('|')) out = out.replace(OPEN_LINE, cover);
  if (out.includes(':')) out = out.replace(CLOCK, cover);
  if (out.includes('. ')) out = out.replace(LIST_DOT, cover);
  if (out.includes(')')) out = out.replace(LIST_ITEM, cover);
  if (hasLetters || MONEY_SIGN.test(out)) out = out.replace(MONEY, cover);
  if (hasLetters || out.includes('№')) out = maskWords(out);
  return out.includes('/') ? out.replace(CODE_SLASH, (code) => code.replaceAll('/', '-')) : out;
}

function maskDatesAndLinks(text: string): string {
  return maskDates(text.replace(LINK, (link) => (PHONE_LINK.test(link) ? coverHost(link) : cover(link))));
}

function maskDates(text: string): string {
  let out = text;
  for (const date of DATES) out = out.replace(date, cover);
  return out.replace(OPENING_HOURS, cover);
}

function maskWords(text: string): string {
  let out = text;
  for (const identifier of IDENTIFIERS) out = out.replace(identifier, coverDigits);
  for (const hours of HOURS) out = out.replace(hours, cover);
  for (const place of PLACES) out = out.replace(place, cover);
  return out;
}

function cover(found: string): string {
  return MASK.repeat(found.length);
}

function coverDigits(found: string): string {
  return found.replace(/\d/g, IDENTIFIER);
}

/** Leaves the number of a messenger link readable. */
function coverHost(link: string): string {
  const digits = /\+?\d{8,15}$/.exec(link);
  return digits === null ? cover(link) : MASK.repeat(digits.index) + digits[0];
}
