import type { EntityData } from '../../../src/model/entity.ts';
import type { Staged } from '../../../src/model/staged.ts';
import { transliterate } from '../../../src/text/translit.ts';
import type { LabelledSet } from '../labelled-set.ts';
import { createRandom, misspelt, type Random, swappedDigits, words } from './random.ts';

type Company = EntityData['company'];

interface Firm {
  readonly form: string;
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  readonly phone: string;
  readonly domain: string;
  readonly mail: string;
  readonly city: string;
  readonly street: string;
}

/** What a record was made for: a new firm, a second record of one, or a firm beside it. */
export type CompanyCase =
  | 'base'
  | 'dirty'
  | 'latin'
  | 'other-form'
  | 'renamed'
  | 'moved'
  | 'truncated'
  | 'brand'
  | 'sister'
  | 'sister-word'
  | 'branch'
  | 'holding'
  | 'trader-kin'
  | 'neighbour'
  | 'namesake';

const sameFirm: readonly CompanyCase[] = [
  'dirty',
  'dirty',
  'dirty',
  'latin',
  'other-form',
  'renamed',
  'moved',
  'truncated',
  'brand',
];
const otherFirm: readonly CompanyCase[] = [
  'sister',
  'sister-word',
  'branch',
  'holding',
  'trader-kin',
  'neighbour',
  'namesake',
];
const forms = words('ООО ООО ООО ООО АО ПАО ЗАО');
const heads = words(
  'Аква Альфа Агат Бета Вега Гранд Дельта Евро Зенит Инвест Интер Кедр Лидер Мега Нео Омега Прима Рост Сиб Тех Урал Фаворит Эко Юни Янтарь Бор Вол Гел Дар Кам',
);
const ends = words(
  'строй тех пром торг лайн макс мет сталь дом лес стекло пласт транс авто фарм хим свет газ нефть софт кор тал мир вит рос',
);
const activities = words(
  'мебель окна двери кровля бетон логистика упаковка текстиль электро мясо молоко хлеб обувь посуда',
);
const tails = words('Плюс Трейд Сервис Групп Юг Север Центр 2 М');
const cities = words('Москва Казань Тула Омск Пермь Самара Уфа Томск Тверь Рязань Курск Псков Сочи Пенза Чита Калуга');
const streets = words(
  'Ленина Мира Садовая Победы Гагарина Лесная Новая Школьная Советская Заводская Складская Промышленная',
);
const surnames = words(
  'Барков Воронов Горин Демин Ершов Жаров Зубов Колосов Лапин Морозов Носов Петров Родин Сидоров Тарасов Усов Фомин Хохлов Чернов Шаров',
);
const givens = words(
  'Александр Дмитрий Сергей Андрей Алексей Иван Михаил Николай Евгений Владимир Павел Олег Игорь Юрий',
);
const fathers = words(
  'Александрович Дмитриевич Сергеевич Андреевич Алексеевич Иванович Михайлович Николаевич Павлович Олегович',
);

/** Seeded firms with what stands beside them in real lists; `missing`: share of the fields left empty. */
export function hardCompanies(
  count: number,
  seed: number,
  missing: number,
): LabelledSet<'company'> & { readonly cases: readonly CompanyCase[] } {
  const random = createRandom(seed);
  const records: Staged<'company'>[] = [];
  const truth: string[] = [];
  const cases: CompanyCase[] = [];
  const add = (entity: string, made: CompanyCase, firm: Firm): void => {
    const data = dataOf(firm, made, { random, missing });
    records.push({ seq: records.length + 1, kind: 'company', system: 'set', key: String(records.length), data });
    truth.push(entity);
    cases.push(made);
  };
  while (records.length < count) {
    const firm = firmOf(random);
    const entity = `c${truth.length}`;
    add(entity, 'base', firm);
    if (random.chance(0.35)) {
      const made = random.pick(sameFirm);
      add(entity, made, changed(firm, made, random));
      if (random.chance(0.2)) add(entity, 'dirty', changed(firm, 'dirty', random));
    }
    if (random.chance(0.3)) {
      const made = random.pick(otherFirm);
      add(`c${truth.length}`, made, beside(firm, made, random));
    }
  }
  return { name: `companies ${seed} ${missing}`, kind: 'company', records, truth, cases };
}

const innWeights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** A number of an organisation with the right check digit. */
function innOf(random: Random): string {
  const nine = `${random.pick(['77', '50', '16', '66', '52'])}${random.digits(7)}`;
  const sum = innWeights.reduce((total, weight, at) => total + weight * Number(nine.charAt(at)), 0);
  return `${nine}${(sum % 11) % 10}`;
}

function firmOf(random: Random): Firm {
  const isTrader = random.chance(0.15);
  const stem = random.pick(heads) + random.pick(ends);
  const more = random.chance(0.3) ? ` ${random.pick(activities)}` : '';
  const trader = `${random.pick(surnames)} ${random.pick(givens)} ${random.pick(fathers)}`;
  const name = isTrader ? trader : stem + more;
  const inn = innOf(random);
  const domain = `${transliterate(stem).toLowerCase()}${random.digits(5)}.ru`;
  return {
    form: isTrader ? 'ИП' : random.pick(forms),
    name,
    inn: isTrader ? '' : inn,
    kpp: isTrader ? '' : `${inn.slice(0, 4)}01001`,
    phone: `+7${random.pick(['495', '843', '487', '381'])}${random.digits(7)}`,
    domain: isTrader ? '' : domain,
    mail: isTrader ? `ip${random.digits(5)}@mail.ru` : `${random.pick(['info', 'office', 'sale'])}@${domain}`,
    city: random.pick(cities),
    street: `ул. ${random.pick(streets)}, д. ${1 + random.below(150)}`,
  };
}

function changed(firm: Firm, made: CompanyCase, random: Random): Firm {
  const isTrader = firm.form === 'ИП';
  if (made === 'renamed' && !isTrader) return { ...firm, name: random.pick(heads) + random.pick(ends) };
  if (made === 'moved') {
    const other = firmOf(random);
    return { ...firm, city: other.city, street: other.street, phone: other.phone };
  }
  if (made === 'brand' && !isTrader)
    return { ...firm, form: '', name: `${random.pick(['Магазин', 'Склад', 'Офис'])} «${firm.name}»` };
  if (made !== 'dirty') return firm;
  let next = firm;
  for (let draw = 0; draw < 2; draw += 1) {
    const fault = random.below(6);
    if (fault === 0) next = { ...next, name: misspelt(next.name, random) };
    if (fault === 1) next = { ...next, phone: swappedDigits(next.phone, random) };
    if (fault === 2) next = { ...next, inn: next.inn && swappedDigits(next.inn, random) };
    if (fault === 3) next = { ...next, phone: `+79${random.digits(9)}` };
    if (fault === 4) next = { ...next, mail: `${transliterate(random.pick(surnames)).toLowerCase()}@mail.ru` };
    if (fault === 5) next = { ...next, street: `${next.street}, офис ${1 + random.below(90)}` };
  }
  return next;
}

/** Another firm that shares much with the one before; a branch counts as another, as elsewhere. */
function beside(firm: Firm, made: CompanyCase, random: Random): Firm {
  const other = firmOf(random);
  const own = { inn: other.form === 'ИП' ? innOf(random) : other.inn, kpp: `${random.digits(4)}01001` };
  if (firm.form === 'ИП' || made === 'trader-kin') {
    const [last = ''] = firm.form === 'ИП' ? firm.name.split(' ') : [random.pick(surnames)];
    const name = `${last} ${random.pick(givens)} ${random.pick(fathers)}`;
    return { ...firm, form: 'ИП', name, inn: '', kpp: '', domain: firm.domain, mail: firm.mail };
  }
  if (made === 'sister') return { ...firm, ...own, name: `${firm.name} ${random.pick(tails)}` };
  if (made === 'sister-word') {
    const [stem = ''] = firm.name.split(' ');
    return { ...firm, ...own, name: `${stem} ${random.pick(activities)}` };
  }
  if (made === 'branch') {
    const city = random.pick(cities.filter((name) => name !== firm.city));
    const unit = random.pick(['Филиал', 'Обособленное подразделение', 'Представительство']);
    const kpp = `${random.digits(4)}43001`;
    return { ...firm, name: `${firm.name}», ${unit} в г. ${city}`, kpp, city, street: other.street };
  }
  if (made === 'holding')
    return {
      ...other,
      form: random.pick(forms),
      name: other.form === 'ИП' ? `${random.pick(heads)}${random.pick(ends)}` : other.name,
      ...own,
      phone: firm.phone,
      domain: firm.domain,
      mail: firm.mail,
      city: firm.city,
      street: firm.street,
    };
  if (made === 'neighbour') return { ...other, city: firm.city, street: firm.street };
  return {
    ...firm,
    ...own,
    phone: other.phone,
    domain: other.domain,
    mail: other.mail,
    city: other.city,
    street: other.street,
  };
}

function dataOf(firm: Firm, made: CompanyCase, given: { readonly random: Random; readonly missing: number }): Company {
  const { random, missing } = given;
  const keep = (text: string): string => (text !== '' && random.chance(missing) ? '' : text);
  const [inn, kpp, phone, domain, mail, city, street] = [
    firm.inn,
    firm.kpp,
    firm.phone,
    firm.domain,
    firm.mail,
    firm.city,
    firm.street,
  ].map(keep);
  return {
    name: written(firm, made, random),
    ...(inn && { inn, ...(kpp && { kpp }) }),
    ...(phone && { phones: [{ value: phone, raw: phone, type: 'work', primary: true }] }),
    ...(domain && { urls: [`https://${domain}`] }),
    ...(mail && { emails: [{ value: mail, raw: mail, type: 'work', primary: true }] }),
    ...((city || street) && {
      addresses: [{ text: [city, street].filter(Boolean).join(', '), type: 'other', ...(city && { city }) }],
    }),
  };
}

function written({ form, name }: Firm, made: CompanyCase, random: Random): string {
  if (form === '') return name;
  if (form === 'ИП') {
    const [last = '', first = '', middle = ''] = name.split(' ');
    const short = `${last} ${first.charAt(0)}.${middle.charAt(0)}.`;
    return `ИП ${made !== 'base' && random.chance(0.4) ? short : name}`;
  }
  const quoted = `${form} «${name}${name.includes('»') ? '' : '»'}`;
  if (made === 'latin') return `${transliterate(name)} ${form === 'ООО' ? 'LLC' : 'JSC'}`;
  if (made === 'other-form')
    return random.pick([`${name}, ${form}`, name.toUpperCase(), `${form} "${name}"`, `${form} ${name}`]);
  return made === 'truncated' ? quoted.slice(0, 16) : quoted;
}
