import { damerauLevenshtein } from '../similarity.ts';
import { letterKey } from '../skeleton.ts';

/**
 * What legal forms have in common when companies are compared: limited company, stock company, sole trader, limited
 * partnership, unitary enterprise, public institution, non-profit, cooperative, farm.
 */
export type LegalFormClass = 'LLC' | 'JSC' | 'SP' | 'LLP' | 'UE' | 'STATE' | 'NPO' | 'COOP' | 'FARM';

export interface LegalForm {
  /** The usual short form in its own script: `ООО`, `GmbH`. */
  readonly short: string;
  /** Absent for forms that say nothing for comparing (СП, Co). */
  readonly formClass?: LegalFormClass;
  /** Also an everyday word or part of names: taken for a form in capitals only, at an end of the name. */
  readonly weak: boolean;
}

/**
 * `Short class: other spellings / full forms`, `~` before a weak one, `-` for no class. Spellings are compared by their letter keys, so
 * that ООО also covers OOO. After the forms of the Russian, Kazakh, Belarusian, Ukrainian and other civil codes; own selection.
 */
const table = `
ООО LLC: O.O.O. / общество с ограниченной ответственностью | общ-во с ограниченной ответственностью | о-во с ограниченной ответственностью | общество с огр ответственностью | общ-во с огр отв | общество ограниченной ответственности | общество с ограниченной отв-ю | таварыства з абмежаванай адказнасцю
ОДО LLC: / общество с дополнительной ответственностью
АО JSC: / акционерное общество
НАО JSC: / непубличное акционерное общество
ПАО JSC: / публичное акционерное общество
ЗАО JSC: / закрытое акционерное общество | акционерное общество закрытого типа
ОАО JSC: / открытое акционерное общество | акционерное общество открытого типа
АОЗТ JSC: /; АООТ JSC: /; МАО JSC: / международное акционерное общество
ИП SP: / индивидуальный предприниматель | инд предприниматель | индивид предприниматель | предприниматель
ПБОЮЛ SP: / предприниматель без образования юридического лица
~ЧП SP: / частный предприниматель | частное предприятие
ИЧП SP: /; ФОП SP: / фізична особа-підприємець | физическое лицо предприниматель; ЯТТ SP: YaTT / якка тартибдаги тадбиркор; ~ЖК SP: / жеке кәсіпкер; ІП SP: / індывідуальны прадпрымальнік
КФХ FARM: / крестьянское фермерское хозяйство | крестьянско-фермерское хозяйство | крестьянское хозяйство | фермерское хозяйство; ЛПХ FARM: / личное подсобное хозяйство; СФГ FARM: / селянське фермерське господарство; ~ФГ FARM: / фермерське господарство; ~КХ FARM: /; ~ФХ FARM: /
ГУП UE: / государственное унитарное предприятие; МУП UE: / муниципальное унитарное предприятие; ФГУП UE: / федеральное государственное унитарное предприятие; ~КП UE: / казенное предприятие | комунальне підприємство; ФКП UE: / федеральное казенное предприятие
АНО NPO: / автономная некоммерческая организация; АНОО NPO: /; ~НП NPO: / некоммерческое партнерство; НКО NPO: / некоммерческая организация; ~ОО NPO: / общественная организация; РОО NPO: / региональная общественная организация; ТСЖ NPO: / товарищество собственников жилья; ТСН NPO: / товарищество собственников недвижимости; СНТ NPO: / садоводческое некоммерческое товарищество | садовое некоммерческое товарищество; ДНТ NPO: / дачное некоммерческое товарищество; ГСК COOP: / гаражно-строительный кооператив | гаражный кооператив; ЖСК COOP: / жилищно-строительный кооператив; СРО NPO: / саморегулируемая организация; ~Фонд NPO: / благотворительный фонд | общественный фонд; ~Ассоциация NPO: /; ~Союз NPO: /; ~ГО NPO: / громадська організація; ОСББ NPO: /; ОСМД NPO: /; КСК COOP: /
~ПК COOP: / производственный кооператив | потребительский кооператив; СПК COOP: / сельскохозяйственный производственный кооператив | сельскохозяйственный потребительский кооператив; СХПК COOP: /; СПоК COOP: /; ~ПО -: / потребительское общество; КПК COOP: / кредитный потребительский кооператив
ТОО LLP: / товарищество с ограниченной ответственностью; ЖШС LLP: / жауапкершілігі шектеулі серіктестік | жауапкершилиги шектеули сериктестик; АҚ JSC: / акционерлік қоғам; LLP LLP: / limited liability partnership; ~КТ -: /; ~ПТ -: / полное товарищество; ~ГП UE: / государственное предприятие; РГП UE: / республиканское государственное предприятие; КГП UE: / коммунальное государственное предприятие; ГКП UE: / государственное коммунальное предприятие; ГККП UE: /; ~ЧУ NPO: / частное учреждение; ~ОФ NPO: /; ~ГУ STATE: / государственное учреждение; РГУ STATE: / республиканское государственное учреждение; КГУ STATE: / коммунальное государственное учреждение
ТАА LLC: /; ТДА LLC: /; ААТ JSC: / адкрытае акцыянернае таварыства; ЗАТ JSC: / закрытае акцыянернае таварыства | закрите акціонерне товариство; ~УП UE: / унитарное предприятие; ЧУП UE: / частное унитарное предприятие; ЧТУП UE: / частное торговое унитарное предприятие | торговое унитарное предприятие; ЧПУП UE: / частное производственное унитарное предприятие; ИЧУП UE: /; ИУП UE: / иностранное унитарное предприятие; ТЧУП UE: /; ЧСУП UE: /; ЧТУЭП UE: /; РУП UE: / республиканское унитарное предприятие; КУП UE: / коммунальное унитарное предприятие; КПУП UE: /; РПУП UE: /; СООО LLC: / совместное общество с ограниченной ответственностью; ИООО LLC: / иностранное общество с ограниченной ответственностью; СЗАО JSC: /
ТОВ LLC: / товариство з обмеженою відповідальністю; ТзОВ LLC: /; ~ПП UE: / приватне підприємство; ~АТ JSC: / акціонерне товариство; ПАТ JSC: / публічне акціонерне товариство; ПрАТ JSC: / приватне акціонерне товариство; ВАТ JSC: / відкрите акціонерне товариство; ~ДП UE: / дочірнє підприємство | державне підприємство | дочернее предприятие
ОсОО LLC: /; ЖЧК LLC: / жоопкерчилиги чектелген коом; МЧЖ LLC: MChJ / масъулияти чекланган жамият | mas'uliyati cheklangan jamiyat; ~АЖ JSC: / акциядорлик жамияти; ОАЖ JSC: /; ЁАЖ JSC: /; ~ХК UE: XK / хусусий корхона; ~ҚК -: QK / қўшма корхона; ҶДММ LLC: ЧДММ /; ~СИ SP: /; ~СП -: / совместное предприятие
ՍՊԸ LLC: /; ՓԲԸ JSC: /; ԲԲԸ JSC: /; ԱՁ SP: /; შპს LLC: /; სს JSC: /; MMC LLC: / məhdud məsuliyyətli cəmiyyət; ASC JSC: / açıq səhmdar cəmiyyəti; QSC JSC: / qapalı səhmdar cəmiyyəti; SRL LLC: S.R.L. / societatea cu răspundere limitată; ~SA JSC: S.A. / societate pe acțiuni | sociedad anónima | société anonyme
Ltd LLC: / limited | private limited company; LLC LLC: L.L.C. / limited liability company; Inc JSC: / incorporated; Corp JSC: / corporation; ~Co -: /; PLC JSC: / public limited company; JSC JSC: / joint stock company; PJSC JSC: / public joint stock company; CJSC JSC: / closed joint stock company; OJSC JSC: / open joint stock company; GmbH LLC: / gesellschaft mit beschränkter haftung; ~AG JSC: / aktiengesellschaft; ~KG -: / kommanditgesellschaft; OÜ LLC: / osaühing; SIA LLC: / sabiedrība ar ierobežotu atbildību; UAB LLC: / uždaroji akcinė bendrovė; ~Oy LLC: / osakeyhtiö; Oyj JSC: /; ~AB JSC: / aktiebolag; ~AS JSC: / aktsiaselts | aksjeselskap; ApS LLC: / anpartsselskab; ~BV LLC: B.V. / besloten vennootschap; ~NV JSC: N.V. / naamloze vennootschap; Sàrl LLC: / société à responsabilité limitée; SAS JSC: /; SpA JSC: S.p.A. / società per azioni; sp. z o.o. LLC: sp.z.o.o. / spółka z ograniczoną odpowiedzialnością; s.r.o. LLC: / společnost s ručením omezeným; d.o.o. LLC: / društvo s ograničenom odgovornošću; EOOD LLC: ЕООД /; OOD LLC: ООД /; EAD JSC: ЕАД /; Kft LLC: /; Zrt JSC: /; Ltd. Şti. LLC: ltd sti / limited şirketi; A.Ş. JSC: / anonim şirketi; Lda LLC: /; Pty LLC: / proprietary limited; FZE LLC: /; FZCO LLC: /; FZ-LLC LLC: /; DMCC LLC: /

`;

/** Public institutions: founder, kind and purpose in one abbreviation. */
const stateForms =
  'ГБУ ГКУ ГАУ МБУ МКУ МАУ ФГБУ ФГАУ ФГКУ ФКУ ФГУ ГОУ МОУ МУ ОГБУ ОБУ КГБУ КГКУ КГАУ ОГКУ ОГАУ ГБОУ ГКОУ ГАОУ МБОУ МКОУ МАОУ МБДОУ МАДОУ МКДОУ МДОУ ГБДОУ ГДОУ ФГБОУ ФГАОУ ФГКОУ ФГБНУ ФГБВОУ ГБУЗ ГКУЗ ГАУЗ МБУЗ МАУЗ МУЗ ФГБУЗ ОГБУЗ КГБУЗ КГКУЗ ГБУК ГКУК ГАУК МБУК МКУК МАУК МУК ГБПОУ ГАПОУ ОГБПОУ КГБПОУ ОГАПОУ ГБУСО ГКУСО МБУДО МАУДО МБУДОД МКУДО МБОУДО МБОУДОД ЧОУ ЧДОУ НОУ НЧОУ ЧУЗ ГПОУ КОГБУЗ КОГБУ СПбГБУ СПбГБУЗ СПбГУП ГБУДО УОМВД ГКП-на-ПХВ';

interface FormIndex {
  readonly shorts: ReadonlyMap<string, LegalForm>;
  /** Full forms by the letter key of their first word, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** First words of full forms by their first two letters, for misspelt ones. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
}

interface Phrase {
  readonly words: readonly string[];
  readonly form: LegalForm;
}

let index: FormIndex | undefined;

function keysOf(text: string): string[] {
  return letterKey(text).split(' ');
}

function addRow(row: string, shorts: Map<string, LegalForm>, phrases: Map<string, Phrase[]>): void {
  const colon = row.indexOf(':');
  const head = row.slice(0, colon).trim();
  const space = head.lastIndexOf(' ');
  const weak = head.startsWith('~');
  const short = head.slice(weak ? 1 : 0, space);
  const kind = head.slice(space + 1).replace('!', '');
  const form: LegalForm = { short, weak, ...(kind === '-' ? {} : { formClass: kind as LegalFormClass }) };
  const [spellings = '', full = ''] = row.slice(colon + 1).split('/');
  for (const spelling of [short, ...spellings.split(' ')]) {
    const key = letterKey(spelling).replaceAll(' ', '');
    if (key !== '' && !shorts.has(key)) shorts.set(key, form);
  }
  for (const phrase of full.split('|')) {
    const words = keysOf(phrase.trim());
    const [first] = words;
    if (first === undefined || first === '') continue;
    phrases.set(first, [...(phrases.get(first) ?? []), { words, form }]);
  }
}

function buildIndex(): FormIndex {
  const shorts = new Map<string, LegalForm>();
  const phrases = new Map<string, Phrase[]>();
  for (const row of table.split(/[;\n]/)) if (row.includes(':')) addRow(row, shorts, phrases);
  for (const short of stateForms.split(' ')) {
    const weak = short.length < 3;
    shorts.set(letterKey(short).replaceAll(' ', ''), { short, formClass: 'STATE', weak });
  }
  for (const list of phrases.values()) list.sort((one, other) => other.words.length - one.words.length);
  const heads = new Map<string, string[]>();
  for (const first of phrases.keys()) {
    if (first.length < 6) continue;
    const start = first.slice(0, 2);
    heads.set(start, [...(heads.get(start) ?? []), first]);
  }
  return { shorts, phrases, heads };
}

/** The form a short spelling stands for, given as its letter key without spaces. */
export function shortForm(key: string): LegalForm | undefined {
  index ??= buildIndex();
  return index.shorts.get(key);
}

/** A full form found at some word, and how many words it takes. */
export interface FoundForm {
  readonly form: LegalForm;
  readonly length: number;
}

/** The full form that starts at word `at`; every word of six letters or more may be misspelt by one edit. */
export function fullForm(keys: readonly string[], at: number): FoundForm | undefined {
  index ??= buildIndex();
  const head = keys[at] ?? '';
  const exact = longestPhrase(index.phrases.get(head), keys, at);
  if (exact !== undefined || head.length < 6) return exact;
  for (const near of index.heads.get(head.slice(0, 2)) ?? []) {
    if (near === head || damerauLevenshtein(near, head, 1) > 1) continue;
    const found = longestPhrase(index.phrases.get(near), keys, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function longestPhrase(
  phrases: readonly Phrase[] | undefined,
  keys: readonly string[],
  at: number,
): FoundForm | undefined {
  for (const { words, form } of phrases ?? []) {
    if (words.every((word, offset) => offset === 0 || sameWord(word, keys[at + offset]))) {
      return { form, length: words.length };
    }
  }
  return undefined;
}

function sameWord(word: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  return word === other || (word.length > 5 && damerauLevenshtein(word, other, 1) <= 1);
}

const institutionForm: LegalForm = { short: 'учреждение', formClass: 'STATE', weak: false };
const unitaryForm: LegalForm = { short: 'УП', formClass: 'UE', weak: false };
const adjectives = /(?:oe|ee|aia|oie|eie)$/;
const mostAdjectives = 8;

/**
 * `Муниципальное бюджетное общеобразовательное учреждение`, `Частное торговое унитарное предприятие`: any number of
 * adjectives before the noun. Purposes behind it (`культуры`, `дополнительного образования`) belong to the form.
 */
export function institutionalForm(keys: readonly string[], at: number): FoundForm | undefined {
  if (!adjectives.test(keys[at] ?? '')) return undefined;
  let end = at;
  while (end - at < mostAdjectives && adjectives.test(keys[end] ?? '')) end++;
  if (keys[end] === 'u4re7denie') {
    end++;
    while (purposes.has(keys[end] ?? '')) end++;
    return { form: institutionForm, length: end - at };
  }
  const isUnitary = keys[end] === 'predpriiatie' && keys.slice(at, end).includes('unitarnoe');
  return isUnitary ? { form: unitaryForm, length: end - at + 1 } : undefined;
}

const purposes = new Set(
  keysOf(
    'здравоохранения культуры образования дополнительного высшего профессионального среднего дошкольного социального обслуживания спорта науки населения детей',
  ),
);
