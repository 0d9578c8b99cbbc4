import { type Random, words } from './random.ts';

/** How people of one language are named; names are made of small own lists, surnames also of parts. */
export interface Culture {
  readonly name: string;
  readonly male: readonly string[];
  readonly female: readonly string[];
  readonly surname: (random: Random) => string;
  /** The surname of a woman, when it has a form of its own. */
  readonly womanly?: (surname: string) => string;
  /** The father's name as a part of the name; none for peoples that have none. */
  readonly patronymic?: (father: string, isWoman: boolean) => string;
  /** Surname first when written in one cell. */
  readonly order: 'LFM' | 'FML';
  readonly phone: string;
}

const stems = words(
  'Бар Вор Гор Дем Ерм Жар Зуб Кол Лам Мор Нос Пет Род Сид Тар Ус Фед Хар Чер Шар Бел Вал Гал Дор Кар Лук Мал Нар Пол Рыж Сав Том Тур Хол Яр',
);
const middles = words('а е и о у ан ен ин он ар ер ор ал ел ов ач ыш ас ат ол');
const slavic =
  (...ends: readonly string[]) =>
  (random: Random): string =>
    random.pick(stems) + random.pick(middles) + random.pick(ends);
const listed = (text: string): ((random: Random) => string) => {
  const list = words(text);
  // The first names of the list are the frequent ones.
  return (random) => list[Math.floor((random.below(10_000) / 10_000) ** 2 * list.length)] ?? '';
};
const joined =
  (heads: readonly string[], ends: readonly string[]) =>
  (random: Random): string =>
    random.pick(heads) + random.pick(ends);

const withA = (surname: string): string => (/[вн]$/u.test(surname) ? `${surname}а` : surname.replace(/ий$/u, 'ая'));

function slavicPatronymic(father: string, isWoman: boolean): string {
  const stem = /[йь]$/u.test(father)
    ? `${father.slice(0, -1)}е`
    : /[ао]$/u.test(father)
      ? father.slice(0, -1) + 'о'
      : `${father}о`;
  return `${stem}в${isWoman ? 'на' : 'ич'}`;
}

const russianMale = words(
  'Александр Дмитрий Сергей Андрей Алексей Иван Михаил Николай Евгений Владимир Павел Олег Игорь Юрий Максим Роман Виктор Денис',
);
const russianFemale = words(
  'Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана Екатерина Юлия Марина Дарья Людмила Оксана Виктория Полина',
);
const turkic = words('Абд Али Ахмед Бек Ибраг Исма Кур Мам Мир Наз Нур Ораз Рах Сад Сул Тем Умар Хас Юсуп Жум');

/** Fifteen peoples, with patronymics where they have them. */
export const cultures: readonly Culture[] = [
  {
    name: 'ru',
    male: russianMale,
    female: russianFemale,
    surname: slavic('ков', 'лев', 'нов', 'тов', 'ров', 'шин', 'кин', 'гин', 'дов', 'зин', 'ский'),
    womanly: withA,
    patronymic: slavicPatronymic,
    order: 'LFM',
    phone: '+79',
  },
  {
    name: 'uk',
    male: words(
      'Олександр Дмитро Сергій Андрій Олексій Іван Михайло Микола Євген Володимир Павло Олег Ігор Юрій Тарас Богдан',
    ),
    female: words('Ганна Марія Олена Ольга Наталія Тетяна Ірина Світлана Катерина Юлія Оксана Дарина'),
    surname: slavic('енко', 'чук', 'ук', 'юк', 'ий', 'ко'),
    patronymic: (father, isWoman) => `${father.replace(/[ійо]$/u, '')}ов${isWoman ? 'на' : 'ич'}`,
    order: 'LFM',
    phone: '+380',
  },
  {
    name: 'by',
    male: words('Аляксандр Дзмітрый Сяргей Андрэй Аляксей Іван Міхаіл Мікалай Яўген Уладзімір Павел Алег Ігар'),
    female: words('Ганна Марыя Алена Вольга Наталля Таццяна Ірына Святлана Кацярына Юлія'),
    surname: slavic('евіч', 'овіч', 'ёнак', 'чык', 'ік'),
    order: 'LFM',
    phone: '+375',
  },
  {
    name: 'kz',
    male: words('Нурлан Ерлан Асхат Бауыржан Данияр Ержан Кайрат Марат Серик Тимур Айдос Алмас'),
    female: words('Айгуль Асель Динара Жанар Гульнара Мадина Сауле Алия Айжан Камила'),
    surname: joined(turkic, words('баев беков ов галиев жанов улин')),
    womanly: withA,
    patronymic: (father, isWoman) => `${father}${isWoman ? 'қызы' : 'ұлы'}`,
    order: 'LFM',
    phone: '+77',
  },
  {
    name: 'uz',
    male: words('Алишер Бахтиёр Джамшид Рустам Санжар Шухрат Улугбек Фарход Жасур Отабек'),
    female: words('Дилноза Гульнора Малика Нилуфар Севара Феруза Шахноза Зулфия Барно'),
    surname: joined(turkic, words('ов ев қулов бердиев мухамедов ханов')),
    womanly: withA,
    patronymic: (father, isWoman) => `${father} ${isWoman ? 'қизи' : 'ўғли'}`,
    order: 'LFM',
    phone: '+998',
  },
  {
    name: 'am',
    male: words('Арман Ашот Гагик Карен Левон Тигран Армен Ваган Гарик Самвел'),
    female: words('Ануш Гаяне Лусине Нарине Сона Мариам Анаит Карине'),
    surname: joined(
      words('Акоп Саркис Карапет Петрос Мкртч Оганес Григор Мартирос Арутюн Гаспар Минас Степан Варт Манук'),
      words('ян янц'),
    ),
    order: 'FML',
    phone: '+374',
  },
  {
    name: 'az',
    male: words('Эльчин Рашад Вугар Эмин Фарид Анар Орхан Руслан Ильгар Намик'),
    female: words('Айтен Гюнель Лейла Нигяр Севда Сабина Фидан Улькер'),
    surname: joined(turkic, words('ов ев заде лы')),
    womanly: withA,
    patronymic: (father, isWoman) => `${father} ${isWoman ? 'кызы' : 'оглы'}`,
    order: 'LFM',
    phone: '+994',
  },
  {
    name: 'ge',
    male: words('Георгий Давид Гиорги Леван Заза Ираклий Нодар Тамаз Вахтанг Шота'),
    female: words('Нино Тамар Натия Мариам Эка Кетеван Манана Лали'),
    surname: joined(
      words('Бери Гела Кав Мел Чха Джап Ки Лом Цик Сван Мча Абаш Каш'),
      words('швили адзе идзе елия ава'),
    ),
    order: 'FML',
    phone: '+995',
  },
  {
    name: 'de',
    male: words('Hans Jürgen Wolfgang Klaus Stefan Andreas Matthias Lukas Jonas Felix Günter Björn'),
    female: words('Ursula Renate Sabine Katrin Julia Anja Monika Birgit Heike Jana'),
    surname: joined(
      words('Schmidt Müller Becker Hoff Wagner Schröder Zimmer Koch Bauer Stein Neu Berg Kraus Weiß Lang Roth'),
      words('mann er meier bach hofer berger'),
    ),
    order: 'FML',
    phone: '+4917',
  },
  {
    name: 'es',
    male: words('José Juan Manuel Antonio Luis Carlos Javier Miguel Pedro Jesús Ángel Alejandro'),
    female: words('María Carmen Ana Isabel Laura Lucía Pilar Teresa Marta Elena Cristina'),
    surname: (random) => `${spanish(random)} ${spanish(random)}`,
    order: 'FML',
    phone: '+346',
  },
  {
    name: 'fr',
    male: words('Jean Pierre Michel Philippe Alain Nicolas Christophe François Jean-Luc Étienne'),
    female: words('Marie Nathalie Isabelle Sylvie Catherine Françoise Céline Chloé Anne-Marie Hélène'),
    surname: joined(
      words('Dup Mart Bern Lef Gir Rou Mor Fourn Giraud Lamb Bonn Chev Delat'),
      words('ont in ard ebvre el eau et our'),
    ),
    order: 'FML',
    phone: '+336',
  },
  {
    name: 'tr',
    male: words('Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Osman Yusuf Emre'),
    female: words('Fatma Ayşe Emine Hatice Zeynep Elif Merve Özlem Gül'),
    surname: joined(
      words('Yıl Kay Dem Şah Çel Öz Ar Doğ Kıl Asl Çet Kara Koç'),
      words('maz dız ir in ik türk slan an ıç taş'),
    ),
    order: 'FML',
    phone: '+905',
  },
  {
    name: 'vn',
    male: words('Văn Minh Đức Hùng Tuấn Quang Anh Long Nam Thành'),
    female: words('Thị Hoa Lan Hương Mai Linh Thu Ngọc Trang Phương'),
    surname: listed('Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'),
    order: 'LFM',
    phone: '+849',
  },
  {
    name: 'zh',
    male: words('Wei Jun Lei Qiang Ming Bo Jian Hao Xiaoming Zhiqiang'),
    female: words('Fang Xiuying Na Min Jing Li Yan Xiaoli Yuting'),
    surname: listed('Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo'),
    order: 'LFM',
    phone: '+8613',
  },
  {
    name: 'ru-2',
    male: russianMale,
    female: russianFemale,
    surname: (random) => `${slavic('ков', 'нов', 'ин')(random)}-${slavic('ский', 'лев', 'шин')(random)}`,
    womanly: (surname) => surname.split('-').map(withA).join('-'),
    patronymic: slavicPatronymic,
    order: 'LFM',
    phone: '+79',
  },
];

const spanish = listed(
  'García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Iglesias',
);
