/** Words and signs for currencies, folded (lower case, without dots and spaces), with their ISO 4217 codes. */
const names: Readonly<Record<string, string>> = {
  '₽': 'RUB',
  р: 'RUB',
  руб: 'RUB',
  рубль: 'RUB',
  рубля: 'RUB',
  рублей: 'RUB',
  рубли: 'RUB',
  росруб: 'RUB',
  rur: 'RUB',
  rub: 'RUB',
  rubles: 'RUB',
  $: 'USD',
  us$: 'USD',
  $us: 'USD',
  долл: 'USD',
  доллсша: 'USD',
  доллар: 'USD',
  доллара: 'USD',
  долларов: 'USD',
  долларовсша: 'USD',
  дол: 'USD',
  '€': 'EUR',
  евро: 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  '₸': 'KZT',
  тг: 'KZT',
  тнг: 'KZT',
  тенге: 'KZT',
  '₴': 'UAH',
  грн: 'UAH',
  гривен: 'UAH',
  гривна: 'UAH',
  br: 'BYN',
  бр: 'BYN',
  белруб: 'BYN',
  бынруб: 'BYN',
  бел: 'BYN',
  юань: 'CNY',
  юаней: 'CNY',
  юаня: 'CNY',
  сум: 'UZS',
  сўм: 'UZS',
  "so'm": 'UZS',
  драм: 'AMD',
  '֏': 'AMD',
  лари: 'GEL',
  '₾': 'GEL',
  сом: 'KGS',
  манат: 'AZN',
  '₼': 'AZN',
  лей: 'MDL',
  леев: 'MDL',
  сомони: 'TJS',
  '₺': 'TRY',
  лир: 'TRY',
};

const known = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code of a sign, word or code; RUR is today's RUB. Undefined when it is none. */
export function currencyOf(text: string): string | undefined {
  const folded = text.toLowerCase().replace(/[\s.]+/g, '');
  if (Object.hasOwn(names, folded)) return names[folded];
  const code = folded.toUpperCase();
  return /^[A-Z]{3}$/.test(code) && known.has(code) ? code : undefined;
}
