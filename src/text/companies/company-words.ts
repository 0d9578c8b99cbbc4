import { letterKey, skeleton } from '../skeleton.ts';

function skeletons(list: string): ReadonlySet<string> {
  return new Set(
    list
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(skeleton),
  );
}

/** `ТД: торговый дом | ...`: an abbreviation and what it stands for are one token of the core. Own selection. */
const activityTable = `
ТД: торговый дом | торг дом; ПКФ: производственно-коммерческая фирма | производственная коммерческая фирма; ПКП: производственно-коммерческое предприятие; НПО: научно-производственное объединение; НПП: научно-производственное предприятие; НПФ: научно-производственная фирма | негосударственный пенсионный фонд; НПЦ: научно-производственный центр; НПК: научно-производственная компания | научно-производственный комплекс; НИИ: научно-исследовательский институт
ПО: производственное объединение; ПСК: производственно-строительная компания; ПТК: производственно-торговая компания; ТПК: торгово-производственная компания | торгово-промышленная компания; ПТФ: производственно-торговая фирма; ТПФ: торгово-производственная фирма; СК: строительная компания | страховая компания; СМУ: строительно-монтажное управление; СМК: строительно-монтажная компания; УК: управляющая компания; ГК: группа компаний; ТК: торговая компания | транспортная компания; ПК: производственная компания; ТФ: торговая фирма; МК: мебельная компания; ИК: инвестиционная компания; ФК: финансовая компания; КФ: коммерческая фирма
ЧОП: частное охранное предприятие; ЧОО: частная охранная организация; ОП: охранное предприятие; АТП: автотранспортное предприятие; ЖЭК: жилищно-эксплуатационная контора; ДСК: домостроительный комбинат; ДЭУ: дорожно-эксплуатационное управление; КБ: коммерческий банк | конструкторское бюро; АКБ: акционерный коммерческий банк; СТО: станция технического обслуживания | станция техобслуживания; АЗС: автозаправочная станция; АН: агентство недвижимости; БЦ: бизнес-центр; ТЦ: торговый центр; ТРЦ: торгово-развлекательный центр; ТРК: торгово-развлекательный комплекс; ЦРБ: центральная районная больница; ДЮСШ: детско-юношеская спортивная школа; СОШ: средняя общеобразовательная школа; ДОУ: дошкольное образовательное учреждение; ДШИ: детская школа искусств; ДК: дом культуры; МФЦ: многофункциональный центр; ТЭЦ: теплоэлектроцентраль; ГОК: горно-обогатительный комбинат; ЖБИ: железобетонные изделия; ЗЖБИ: завод железобетонных изделий; ФПГ: финансово-промышленная группа; УКС: управление капитального строительства; ЦГБ: центральная городская больница; КЦ: культурный центр | колл-центр; МЦ: медицинский центр; УЦ: учебный центр; СЦ: сервисный центр
`;

interface Activity {
  readonly words: readonly string[];
  readonly token: string;
}

let activities: ReadonlyMap<string, readonly Activity[]> | undefined;

function buildActivities(): ReadonlyMap<string, readonly Activity[]> {
  const byHead = new Map<string, Activity[]>();
  for (const row of activityTable.split(/[;\n]/)) {
    const [short = '', full = ''] = row.split(':');
    const token = skeleton(short.trim());
    for (const phrase of full.split('|')) {
      const words = skeleton(phrase).split(' ');
      const [head] = words;
      if (head === undefined || head === '' || token === '') continue;
      byHead.set(head, [...(byHead.get(head) ?? []), { words, token }]);
    }
  }
  for (const list of byHead.values()) list.sort((one, other) => other.words.length - one.words.length);
  return byHead;
}

/** The expanded activity (торговый дом) that starts at word `at` of the skeletons: its abbreviation and its length. */
export function activityAt(words: readonly string[], at: number): { token: string; length: number } | undefined {
  activities ??= buildActivities();
  for (const { words: phrase, token } of activities.get(words[at] ?? '') ?? []) {
    if (phrase.every((word, offset) => word === words[at + offset])) return { token, length: phrase.length };
  }
  return undefined;
}

/** Kinds of place that stand beside a name: left out of the core when something else names the company. */
export const placeKinds = skeletons(`
  магазин бутик салон кафе ресторан бар столовая аптека отель гостиница супермаркет гипермаркет минимаркет универмаг универсам павильон киоск
  фирма компания предприятие организация продуктовый продуктовая хозяйственный строительный мебельный оптовый розничный интернет интернет-магазин
  автосалон автосервис автомойка шиномонтаж сервисный туристическое турагентство агентство студия ателье парикмахерская клиника стоматология
  shop store company firm restaurant
`);

/** `кафе: cafe, кофейня; ...`: words for one kind of place where a firm serves its customers. Own selection. */
const outletTable = `
  cafe: кафе cafe кофейня coffee бистро bistro столовая буфет diner
  restaurant: ресторан restaurant ristorante trattoria dining пиццерия pizzeria
  bar: бар bar паб pub lounge tavern
  hotel: отель гостиница hotel motel хостел hostel
  pharmacy: аптека pharmacy drugstore
  salon: салон парикмахерская барбершоп barbershop spa
  wash: автомойка carwash
  tyres: шиномонтаж
  clinic: клиника clinic поликлиника
  dentist: стоматология dental dentistry
`;

/** `n: север north; ...`: words for the quarters that units of one name are told apart by. Own selection. */
const quarterTable = `
  n: север северный северная северное северо north northern northside
  s: юг южный южная южное юго south southern southside
  e: восток восточный восточная восточное east eastern eastside
  w: запад западный западная западное west western westside
`;

/** Reads a table of kinds with the words for each: a function that gives the kinds among some words, sorted. */
function kindsAmong(table: string): (words: readonly string[]) => string {
  let kinds: ReadonlyMap<string, string> | undefined;
  return (words) => {
    kinds ??= new Map(
      table
        .trim()
        .split('\n')
        .flatMap((row) => {
          const [kind = '', list = ''] = row.trim().split(': ');
          return [...skeletons(list)].map((word) => [word, kind] as const);
        }),
    );
    const found = new Set<string>();
    for (const word of words) {
      const kind = kinds.get(word);
      if (kind !== undefined) found.add(kind);
    }
    return found.size === 0 ? '' : [...found].toSorted().join(' ');
  };
}

/** The kinds of place that words of a name stand for, sorted: `bar cafe`. Empty when it has none. */
export const outletsOf = kindsAmong(outletTable);

/** The quarters of the compass that words of a name stand for, sorted: `n w`. Empty when it has none. */
export const quartersOf = kindsAmong(quarterTable);

/** Words that say nothing about which company it is; names made of nothing else are common to many. */
export const genericWords = skeletons(`
  автосервис стройматериалы аптека магазин продукты автозапчасти запчасти мебель одежда обувь цветы кафе столовая парикмахерская салон красоты торговый дом центр
  сервис торг опт строй ремонт окна двери шиномонтаж автомойка стоматология такси доставка склад база завод фабрика школа детский сад больница поликлиника
  строительство недвижимость агентство компания фирма группа электроника техника инструмент хозтовары
`);

/** Words that tell one company of a family of names from another. */
export const tailWords = skeletons(`
  плюс сервис трейд групп group групп холдинг юг север восток запад центр регион люкс нн спб мск про экспорт импорт строй инвест логистик логистика торг маркет опт
  снаб сбыт ритейл финанс консалтинг медиа тур авто агро эксперт м к н с р plus service trade holding
`);

/** Words of a department or branch of a company. */
export const branchWords = skeletons(
  'филиал ф-л обособленное подразделение представительство отделение допофис branch',
);

/** Words in brackets about the record, not about the company. */
export const statusWords = skeletons(`
  ликвидировано ликвидирован ликвидирована ликвидация банкрот банкротство банкротства закрыт закрыта закрыто старый старая старое дубль дубликат неактивен недействующая
  не работает new новый новая архив удалить удален копия стадии в процессе реорганизован бывш бывший бывшая
`);

/**
 * `ctr center`: usual abbreviations of English words in names of organisations (after the list of business words of the US Postal
 * Service, Publication 28, appendix G) and another spelling of one word. Ambiguous ones (`comm`, `tech`, `bus`,
 * `pub`) and those that are also Russian words in Latin letters (`prof`, `metro`) are left out.
 */
const abbreviations: ReadonlyMap<string, string> = new Map(
  (
    'acad academy acct accounting admin administration agcy agency amer american apt apartment asst assistant assn ' +
    'association assoc association assocs associates auth authority bldg building bldrs builders bros brothers bur bureau ' +
    'cath catholic centre center cntr center ctr center ctrs centers cem cemetery chr christian cncl council coll college ' +
    'conf conference const construction constr construction contr contractors coop cooperative ctry country cty county dept ' +
    'department dev development dist distribution distr distribution distrib distributors div division edu education educ ' +
    'education elem elementary engr engineering engrg engineering entpr enterprises env environmental equip equipment exch ' +
    'exchange fdn foundation fndn foundation govt government grp group gvmt government hosp hospital hts heights ind ' +
    'industries indl industrial inds industries indus industries ins insurance inst institute intl international jr junior ' +
    'lib library maint maintenance mem memorial mfg manufacturing mfr manufacturer mgmt management mgt management mkt ' +
    'market mktg marketing mt mount mtg mortgage mus museum natl national nbhd neighborhood ofc office org organization ' +
    'organisation organization pkg packaging presb presbyterian prod products prods products props properties rehab ' +
    'rehabilitation rlty realty rsch research sch school schs schools sci science soc society spec specialty srv service st ' +
    'saint supp supply svc service svcs services svs services sys systems theatre theater transp transportation twp ' +
    'township univ university whse warehouse whsle wholesale'
  )
    .split(' ')
    .flatMap((word, at, all) => (at % 2 === 0 ? [[word, all[at + 1] ?? word] as const] : [])),
);

/** The whole of an abbreviated English word, in lower case. */
export function writtenOut(word: string): string | undefined {
  return abbreviations.get(word.toLowerCase());
}

/** Foreign words whose Russian spelling is by sound, not by letter. */
const phonetic: ReadonlyMap<string, string> = new Map(
  'mercedes мерседес benz бенц volkswagen фольксваген porsche порше peugeot пежо renault рено citroen ситроен hyundai хендай chevrolet шевроле michelin мишлен philips филипс siemens сименс bosch бош microsoft майкрософт google гугл apple эппл xerox ксерокс schneider шнайдер henkel хенкель nestle нестле danone данон coca кока cola кола pepsi пепси leroy леруа merlin мерлен auchan ашан metro метро group групп trade трейд service сервис services сервисес holding холдинг plus плюс house хаус design дизайн style стайл city сити'
    .split(' ')
    .flatMap((word, at, all) => (at % 2 === 0 ? [[letterKey(word), skeleton(all[at + 1] ?? word)] as const] : [])),
);

/** The skeleton of the usual Russian spelling of a foreign word, given as its letter key. */
export function phoneticSpelling(key: string): string | undefined {
  return phonetic.get(key);
}
