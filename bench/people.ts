/** Headings of a generated table of contacts: 12 columns, about 240 bytes a row in UTF-8. */
export const columns = [
  'Код',
  'ФИО',
  'Телефон',
  'E-mail',
  'Компания',
  'Должность',
  'Дата рождения',
  'Адрес',
  'Источник',
  'Комментарий',
  'Дата создания',
  'Ответственный',
] as const;

/** What a correct run makes of a generated table. */
export interface Expected {
  readonly rows: number;
  /** Different people: a repeated one has the name and the e-mail of the first. */
  readonly people: number;
  /** Phone cells that hold no phone. */
  readonly badPhones: number;
  /** Different pairs of person and phone. */
  readonly phones: number;
}

const lastNames =
  `Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов
  Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов
  Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв`.split(
    /\s+/,
  );
const firstNames =
  `Александр Дмитрий Максим Сергей Андрей Алексей Артём Илья Кирилл Михаил Никита Матвей Роман Егор Арсений Иван Денис
  Евгений Тимофей Владислав Игорь Владимир Павел Руслан Марк Константин Тимур Олег Ярослав Антон`.split(/\s+/);
const middleNames =
  `Александрович Дмитриевич Максимович Сергеевич Андреевич Алексеевич Артёмович Кириллович Михайлович Романович
  Егорович Иванович Денисович Евгеньевич Игоревич Владимирович Павлович Русланович Константинович Олегович`.split(
    /\s+/,
  );
const cities = ['Москва', 'Казань', 'Тверь', 'Самара', 'Пермь', 'Омск', 'Уфа', 'Томск', 'Сочи', 'Тула'];
const positions = ['директор', 'менеджер', 'бухгалтер', 'инженер', 'закупщик', ''];
const sources = ['сайт', 'выставка', 'звонок', 'рекомендация', ''];
const comments = ['', '', 'перезвонить в пятницу', 'просил скидку, "ждёт" ответа', 'работает с НДС; отсрочка 30 дней'];
const mobileCodes = [903, 905, 906, 909, 910, 911, 912, 915, 916, 917, 919, 921, 925, 926, 960, 961, 965, 980, 985];
const bad = ['нет', 'не звонить', '8 (916) 123-45', '+7 999', 'уточнить у секретаря', '123', '???', 'то же'];

/** A table of people of one size: every row is computed from its number, so that any part can be made again. */
export interface People {
  readonly expected: Expected;
  /** Cells of a row, 0-based, in the order of `columns`. */
  row(index: number): readonly string[];
  /** The person a row stands for: the row that tells of them first. */
  personOf(index: number): number;
}

/**
 * People of a seed: 4 % of the phone cells hold none, 15 % of the rows repeat an earlier person with another spelling of the phone,
 * 3 % of the phones are of other countries.
 */
export function makePeople(rows: number, seed = 1): People {
  const repeats = (index: number) => index > 20 && chance(index, seed, 15);
  const firstOf = new Uint32Array(rows);
  const seen = new Uint8Array(rows);
  let people = 0;
  let badPhones = 0;
  let phones = 0;
  for (let index = 0; index < rows; index += 1) {
    const person = repeats(index) ? (firstOf[mixed(index, seed + 7) % index] ?? 0) : index;
    firstOf[index] = person;
    if (person === index) people += 1;
    if (isBad(index, seed)) badPhones += 1;
    else if (seen[person] === 0) {
      phones += 1;
      seen[person] = 1;
    }
  }
  return {
    expected: { rows, people, badPhones, phones },
    row: (index) => cellsOf(index, firstOf[index] ?? index, seed),
    personOf: (index) => firstOf[index] ?? index,
  };
}

/**
 * Two people have nothing in common that would make them one: namesakes are born more than a year apart and, but for a few, live
 * apart; phones, e-mails and companies are their own.
 */
function cellsOf(index: number, person: number, seed: number): readonly string[] {
  const pick = <T>(list: readonly T[], salt: number): T | undefined => list[mixed(person, seed + salt) % list.length];
  const names = lastNames.length * firstNames.length * middleNames.length;
  const number = (person * 7_919) % names;
  const last = lastNames[number % lastNames.length] ?? '';
  const first = firstNames[Math.floor(number / lastNames.length) % firstNames.length] ?? '';
  const middle = middleNames[Math.floor(number / lastNames.length / firstNames.length)] ?? '';
  const days = (mixed(number, seed + 12) % 9000) + Math.floor(person / names) * 400 + (mixed(person, seed + 2) % 30);
  const born = new Date(Date.UTC(1940, 0, 1 + days));
  return [
    `К-${String(index + 1).padStart(7, '0')}`,
    `${last} ${first} ${middle}`,
    isBad(index, seed) ? (bad[mixed(index, seed + 1) % bad.length] ?? '') : phoneOf(person, index, seed),
    `${index === person ? 'c' : 'C'}${person}@firma${person % 40}.ru`,
    `ООО «Ромашка ${mixed(person, seed + 3) % 20_000}»`,
    pick(positions, 4) ?? '',
    `${two(born.getUTCDate())}.${two(born.getUTCMonth() + 1)}.${born.getUTCFullYear()}`,
    `${pick(cities, 6) ?? ''}, Ленина, ${1 + (mixed(person, seed + 8) % 180)}, кв. ${1 + (mixed(person, seed + 13) % 300)}`,
    pick(sources, 10) ?? '',
    pick(comments, 11) ?? '',
    `${two(1 + (index % 28))}.${two(1 + (index % 12))}.${2015 + (index % 10)} ${two(8 + (index % 12))}:${two(index % 60)}`,
    `user${person % 30}`,
  ];
}

function isBad(index: number, seed: number): boolean {
  return chance(index, seed + 5, 4);
}

/** One number a person, written in one of the usual ways. */
function phoneOf(person: number, index: number, seed: number): string {
  const subscriber = String((Math.floor(person / mobileCodes.length) * 7_919 + 1_000_003) % 10_000_000).padStart(
    7,
    '0',
  );
  const code = mobileCodes[person % mobileCodes.length] ?? 916;
  if (person % 33 === 0) return `+375 29 ${foreign(person)}`;
  const [a, b, c] = [subscriber.slice(0, 3), subscriber.slice(3, 5), subscriber.slice(5)];
  switch (mixed(index, seed + 9) % 6) {
    case 0:
      return `+7${code}${subscriber}`;
    case 1:
      return `8 (${code}) ${a}-${b}-${c}`;
    case 2:
      return `8${code}${subscriber}`;
    case 3:
      return `+7 (${code}) ${a}-${b}-${c}`;
    case 4:
      return `${code} ${a} ${b} ${c}`;
    default:
      return `8-${code}-${a}-${b}-${c}`;
  }
}

/** Belarusian mobile numbers of operator 29 start with 1 to 3 and 5 to 9. */
function foreign(person: number): string {
  const digits = String(3_000_000 + ((person / 33) % 1_000_000));
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

function chance(index: number, seed: number, percent: number): boolean {
  return mixed(index, seed + 101) % 100 < percent;
}

/** A well-mixed 32-bit number of two: the finisher of MurmurHash3. */
function mixed(value: number, seed: number): number {
  let hash = (Math.imul(value + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
