import { letterKey, skeleton } from '../skeleton.ts';

/** Large cities of the CIS; a name followed by one of them is the same name with a place. Own selection. */
const cities = `
Москва Петербург Санкт-Петербург СПб Питер Новосибирск Екатеринбург Казань Нижний-Новгород Челябинск Самара Омск Ростов Ростов-на-Дону Уфа Красноярск Воронеж Пермь Волгоград Краснодар
Саратов Тюмень Тольятти Ижевск Барнаул Ульяновск Иркутск Хабаровск Ярославль Владивосток Махачкала Томск Оренбург Кемерово Новокузнецк Рязань Астрахань Пенза Липецк Киров Чебоксары Тула Калининград
Балашиха Курск Ставрополь Улан-Удэ Сочи Тверь Магнитогорск Иваново Брянск Белгород Сургут Владимир Чита Архангельск Калуга Смоленск Вологда Саранск Якутск Орёл Череповец Подольск Мурманск Тамбов
Стерлитамак Петрозаводск Кострома Нижневартовск Новороссийск Йошкар-Ола Нальчик Энгельс Таганрог Комсомольск-на-Амуре Сыктывкар Нижнекамск Шахты Братск Дзержинск Орск Ангарск Благовещенск Псков
Бийск Химки Рыбинск Балаково Северодвинск Армавир Люберцы Норильск Мытищи Королёв Набережные-Челны Севастополь Симферополь Грозный Владикавказ Элиста Майкоп Черкесск Магас Абакан Кызыл Горно-Алтайск
Южно-Сахалинск Петропавловск-Камчатский Магадан Анадырь Биробиджан Салехард Ханты-Мансийск Нарьян-Мар Великий-Новгород Старый-Оскол Находка Волжский Первоуральск Каменск-Уральский
Алматы Алма-Ата Астана Нур-Султан Шымкент Караганда Актобе Тараз Павлодар Усть-Каменогорск Семей Атырау Костанай Кызылорда Уральск Петропавловск Актау Кокшетау Талдыкорган Экибастуз
Минск Гомель Могилёв Витебск Гродно Брест Бобруйск Барановичи Борисов Пинск Орша Мозырь Киев Харьков Одесса Днепр Днепропетровск Донецк Запорожье Львов Николаев Мариуполь Луганск Винница Херсон Полтава Чернигов Черкассы
Ташкент Самарканд Бухара Наманган Андижан Фергана Нукус Бишкек Ош Душанбе Худжанд Ашхабад Ереван Гюмри Тбилиси Батуми Кутаиси Баку Гянджа Сумгаит Кишинёв Тирасполь Бельцы Рига Вильнюс Таллин
`;

let known: ReadonlySet<string> | undefined;
let longest = 1;

function build(): ReadonlySet<string> {
  const set = new Set<string>();
  for (const city of cities.split(/\s+/)) {
    if (city === '') continue;
    const words = skeleton(city).split(' ');
    longest = Math.max(longest, words.length);
    set.add(words.join(' '));
  }
  return set;
}

/** How many words from `at` name a known city; 0 when none does. Takes skeletons. */
export function cityAt(words: readonly string[], at: number): number {
  known ??= build();
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (known.has(length === 1 ? (words[at] ?? '') : words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

const samePlaces = new Map([
  ['nijegorod', 'nijnnovgorod'],
  ['ni7egorod', 'ni7nnovgorod'],
  ['spb', 'sanktpeterburg'],
  ['piter', 'sanktpeterburg'],
  ['peterburg', 'sanktpeterburg'],
  ['moskov', 'moskv'],
  ['rostovnadon', 'rostov'],
  ['alm', 'almat'],
  ['almaat', 'almat'],
]);

/** The same for `Казань`, `Казани`, `Казанский`: what is left without the endings of cases and adjectives. */
export function placeKey(text: string): string {
  const key = letterKey(text)
    .replaceAll(' ', '')
    .replace(/(?:sk|ck)(?:ii|aia|oe|ogo|om|oi)?$/, '')
    .replace(/[aeiou]+$/, '');
  const folded = skeleton(key.replaceAll(/[467]/g, (digit) => ({ '4': 'ч', '6': 'ш', '7': 'ж' })[digit] ?? digit));
  return samePlaces.get(folded) ?? folded;
}
