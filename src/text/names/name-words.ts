/** Words that stand in name cells without being names; lower case, ё as е, without dots. Own selection. */

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}

/** Forms of address and degrees, and the sex they tell. */
export const titles: ReadonlyMap<string, 'male' | 'female' | undefined> = new Map<
  string,
  'male' | 'female' | undefined
>([
  ...[...wordSet('г-н гн господин мистер mr пан sir herr товарищ-м')].map((word) => [word, 'male'] as const),
  ...[...wordSet('г-жа гжа госпожа миссис мисс mrs ms miss пани пані frau madame lady baroness countess duchess')].map(
    (word) => [word, 'female'] as const,
  ),
  ...[
    ...wordSet(
      'гр гражданин гражданка тов товарищ др д-р dr доктор проф профессор prof professor акад академик доц доцент ктн дтн кмн дмн кэн дэн кюн phd mba jr sr полковник майор капитан rev reverend hon honourable honorable rt esq viscount captain capt maj col colonel admiral adm lieutenant lt sergeant sgt',
    ),
  ].map((word) => [word, undefined] as const),
]);

/** Marks of an entrepreneur before a person's name; the name behind it is a person's all the same. */
const entrepreneurMarks = wordSet('ип фоп чп пбоюл жк глава кфх индивидуальный предприниматель ip fop яттт ятт');

/** Posts, relations and departments written beside a name. */
const jobWords = wordSet(`
  директор директора гендиректор ген генеральный генерального исполнительный коммерческий финансовый технический зам заместитель замдиректора
  бухгалтер главбух гл главный бух бухгалтерия менеджер управляющий руководитель начальник отдел отдела отделом продажи продаж продажам закупки закупок
  закупкам снабжение снабжения снабженец снабжению инженер энергетик механик юрист логист водитель кладовщик склад секретарь приемная офис офис-менеджер
  специалист администратор касса кассир мастер прораб технолог экономист учредитель собственник владелец владелица партнер помощник помощница ассистент
  оператор консультант врач хозяин хозяйка представитель агент риелтор риэлтор дизайнер архитектор программист сисадмин ит-директор маркетолог маркетинг
  кадры кадровик охрана охранник вахта вахтер диспетчер аналитик контролер нотариус адвокат дилер монтажник электрик сантехник
  по и-о ио врио мама папа муж жена сын дочь дочка брат сестра друг подруга сосед соседка бабушка дедушка теща тесть
  manager director ceo cfo cto coo sales accountant engineer owner founder assistant head lead office secretary
`);

/** Words that stand instead of a name. */
const dummyWords = wordSet(`
  клиент клиентка покупатель заказчик гость аноним анонимно неизвестно неизвестный неизвестен нет контакт контактное лицо контакты абонент пользователь посетитель
  новый новая лид заявка звонок без имени названия фамилии фио имя фамилия отчество не указано указан указана задано заполнено определено известно известен
  представился представилась розничный розница физлицо физическое частное лицо частник сайт
  client customer guest anonymous unknown user contact name noname no none null nan undefined nil lead new empty
`);

/** Words that mark a record made for testing. */
const testWords = wordSet(
  'тест тестовый тестовая тестовое тестович тестовна test testing tester testov-test админ admin administrator asdf asd qwerty йцукен фыва фывапр ывап qwe ааа aaa ххх xxx',
);

/** Words only names of organisations hold. Those that are also short surnames or names (АО, Ан) count in capitals only. */
const organisationWords = wordSet(`
  ооо оао зао пао нао одо тоо жшс фгуп гуп муп мбоу мбдоу мадоу мкоу гбоу гбуз гбу мбу мку фгбу фгбоу фгау тсж тсн снт гск жск ано сро нко кфх спк тов тдв прат ват осоо чуп руп уп муз гау мау
  ltd llc llp inc corp gmbh plc jsc pjsc cjsc ojsc srl sro ooo oao zao pao limited company
  магазин салон аптека завод фабрика компания фирма банк школа детсад больница поликлиника гимназия лицей университет институт колледж администрация комбинат филиал
  автосервис автосалон шиномонтаж кафе ресторан столовая гостиница отель турагентство агентство студия клиника стоматология ателье
  общество ответственностью предприятие учреждение кооператив товарищество холдинг корпорация концерн
`);
const organisationCapitals = wordSet('АО ТД ПКФ НПО НПП НПФ ГК УК СК ПО ЧОП АТП СМУ АГ KG AG AB OY SA');

/** Particles of compound surnames, kept in lower case. */
export const particles = wordSet(
  'фон фан ван де дер ден да ди дю дос ла ле дель делла эль аль бен бин ибн бинт von van de der den da di du dos la le del della dela el al ben bin ibn ter ten af av zu zur',
);

/** Particles of Arabic names: which part is which is not for a rule to say. */
export const arabicParticles = wordSet('ибн бин бен бинт ibn bin ben bint');

export type WordKind =
  | 'name'
  | 'title'
  | 'entrepreneur'
  | 'job'
  | 'dummy'
  | 'test'
  | 'organisation'
  | 'and'
  | 'particle';

const conjunctions = wordSet('и та and und');

/** Later lists win where a word stands in two. */
const kinds: ReadonlyMap<string, WordKind> = new Map<string, WordKind>(
  (
    [
      ['test', testWords],
      ['dummy', dummyWords],
      ['job', jobWords],
      ['organisation', organisationWords],
      ['entrepreneur', entrepreneurMarks],
      ['title', new Set(titles.keys())],
      ['and', conjunctions],
    ] as const
  ).flatMap(([kind, list]) => [...list].map((word) => [word, kind] as const)),
);

/** What kind of word stands in a name cell; `name` when no list knows it. */
export function kindOfWord(text: string): WordKind {
  const word = text.toLowerCase().replaceAll('ё', 'е');
  const kind = kinds.get(word);
  if (kind !== undefined) return kind;
  if (organisationCapitals.has(text)) return 'organisation';
  return text === word && particles.has(word) ? 'particle' : 'name';
}

function plainWord(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll('.', '');
}

/** ИП, ФОП and their like before a person's name. */
export function isEntrepreneurMark(text: string): boolean {
  return entrepreneurMarks.has(plainWord(text));
}

/** A word of a post or department, or of how people are related. */
export function isJobWord(text: string): boolean {
  return jobWords.has(plainWord(text));
}
