import { currencyCode, dateText, decimalText, identifier, taxNumbers, truth } from '../../text/onec-values.ts';
import { isGuid } from '../../text/onec-values.ts';
import { readContacts, type ContactFindings } from './contact-rows.ts';
import { Items, type OnecDocument } from './document.ts';
import { keyOf, kindOf, type ObjectIndex } from './object-index.ts';
import { fieldOf, referenceOf, rowsOf, type OnecObject, type OnecRecord } from './object.ts';
import type { Named, Party, Person } from './party.ts';

type Extra = Record<string, string | readonly string[]>;

const knownFields = new Set([
  'Ссылка',
  'Наименование',
  'НаименованиеПолное',
  'ФИО',
  'Фамилия',
  'Имя',
  'Отчество',
  'ДатаРождения',
  'Пол',
  'ИНН',
  'КПП',
  'Комментарий',
  'ПометкаУдаления',
  'ЭтоГруппа',
  'ВерсияДанных',
  'DataVersion',
  'ИмяПредопределенныхДанных',
  'Предопределенный',
]);
const knownDocumentFields = new Set([
  'Ссылка',
  'Номер',
  'Дата',
  'Сумма',
  'СуммаДокумента',
  'Комментарий',
  'ПометкаУдаления',
  'Проведен',
  'DataVersion',
]);

/** What an object becomes, and what its contact rows showed. */
export interface Made<T> {
  readonly made: T;
  readonly contacts: ContactFindings;
}

function namedOf(
  record: OnecRecord,
  place: { readonly key: string; readonly id: string; readonly line: number },
  index: ObjectIndex,
): Made<Named> {
  const rows = [...rowsOf(record, /^КонтактнаяИнформация$/), ...(index.contactRows.get(place.key) ?? [])];
  const contacts = readContacts(rows, index.contactKinds);
  const sex = fieldOf(record, 'Пол').toLowerCase();
  return {
    contacts,
    made: {
      ...place,
      name: fieldOf(record, 'Наименование', 'ФИО'),
      fullName: fieldOf(record, 'НаименованиеПолное', 'ПолноеНаименование', 'НаименованиеСокращенное'),
      lastName: fieldOf(record, 'Фамилия'),
      firstName: fieldOf(record, 'Имя'),
      middleName: fieldOf(record, 'Отчество'),
      birthDate: dateText(fieldOf(record, 'ДатаРождения')).replace(/T00:00:00$/, ''),
      sex: sex.startsWith('м') ? 'male' : sex.startsWith('ж') ? 'female' : '',
      inn: taxNumbers(fieldOf(record, 'ИНН'), '').inn,
      points: contacts.points,
      comment: fieldOf(record, 'Комментарий', 'ДополнительнаяИнформация', 'ДополнительноеОписание'),
      deleted: truth(fieldOf(record, 'ПометкаУдаления')) === 'true' || fieldOf(record, 'Статус') === 'Удален',
      extra: extraOf(record, knownFields, index),
    },
  };
}

/** A counterparty from its object, or from the block that is all a file has of it. */
export function partyOf(
  record: OnecRecord,
  place: { readonly key: string; readonly id: string; readonly line: number },
  index: ObjectIndex,
): Made<Party> {
  const { made: named, contacts } = namedOf(record, place, index);
  const { inn, kpp } = taxNumbers(fieldOf(record, 'ИНН'), fieldOf(record, 'КПП'));
  const registration = fieldOf(record, 'ОГРН', 'РегистрационныйНомер');
  const head = index.keyOf(referenceOf(record, 'ГоловнойКонтрагент'));
  const country = referenceOf(record, 'СтранаРегистрации');
  const ownByNumbers = inn !== '' && index.ownKeys.has(kpp === '' ? `ИНН ${inn}` : `ИНН ${inn}/${kpp}`);
  return {
    contacts,
    made: {
      ...named,
      ...kindOf(record),
      inn,
      kpp,
      ogrn: registration,
      okpo: fieldOf(record, 'ОКПО', 'КодПоОКПО'),
      country: fieldOf(country?.block, 'Наименование', 'Код'),
      roles: [],
      groups: index.groupsOf(referenceOf(record, 'Родитель', 'Группа')),
      parent: head === place.key ? '' : head,
      accounts: index.accounts.get(place.key) ?? [],
      own: index.ownKeys.has(place.key) || ownByNumbers,
    },
  };
}

/** A contact person or a private person of a catalog of persons. */
export function personOf(
  object: OnecRecord & { readonly name: string; readonly id: string; readonly line: number },
  index: ObjectIndex,
): Made<Person> {
  const key = keyOf(object) || `строка ${object.line}`;
  const { made, contacts } = namedOf(object, { key, id: identifier(object.id), line: object.line }, index);
  const owner = index.keyOf(referenceOf(object, 'Контрагент', 'Владелец', 'Субъект', 'ОбъектВладелец'));
  const owners = [...new Set([owner, ...(index.personOwners.get(key) ?? [])])]
    .filter((candidate) => candidate !== '' && candidate !== key)
    .map((candidate) => index.partners.get(candidate) ?? candidate);
  const position = fieldOf(object, 'Должность', 'ОписаниеДолжности', 'ДолжностьПоВизитке', 'Роль');
  const extra: Extra = { Справочник: object.name, ...made.extra };
  return { contacts, made: { ...made, owners, position, self: false, extra } };
}

/** An order, invoice or sale. */
export function documentOf(object: OnecObject, index: ObjectIndex): OnecDocument {
  const reference = referenceOf(object, 'Контрагент', 'Партнер', 'Покупатель');
  const mentioned = index.keyOf(reference);
  const key = index.partners.get(mentioned) ?? mentioned;
  const person = index.keyOf(referenceOf(object, 'КонтактноеЛицоКонтрагента', 'КонтактноеЛицо'));
  const id = identifier(object.id);
  const number = fieldOf(object, 'Номер');
  const date = dateText(fieldOf(object, 'Дата'));
  const status = fieldOf(object, 'Статус', 'СтатусЗаказа', 'СостояниеЗаказа');
  return {
    key: id || [object.name, number, date].filter((part) => part !== '').join(' '),
    id,
    line: object.line,
    type: object.name,
    number,
    date,
    amount: decimalText(fieldOf(object, 'Сумма', 'СуммаДокумента')),
    currency: currencyOf(object, index),
    customer:
      key === ''
        ? undefined
        : {
            key,
            name: fieldOf(reference?.block, 'Наименование') || (index.names.get(key) ?? ''),
            kind: index.kinds.get(key) ?? 'unknown',
          },
    elsewhere: key !== '' && !index.kinds.has(key),
    contacts: person === '' ? [] : [person],
    status,
    statusCode: '',
    posted: truth(fieldOf(object, 'Проведен')),
    paid: '',
    cancelled: '',
    comment: fieldOf(object, 'Комментарий'),
    deleted: truth(fieldOf(object, 'ПометкаУдаления')) === 'true',
    items: itemsOf(object, index),
    extra: extraOf(object, knownDocumentFields, index, /^(?:Товары|Услуги|Работы)$/),
  };
}

function currencyOf(object: OnecObject, index: ObjectIndex): string {
  const reference = referenceOf(object, 'Валюта', 'ВалютаДокумента');
  const name =
    fieldOf(reference?.block, 'Код', 'Наименование', 'НаименованиеВалюты') ||
    (index.names.get(index.keyOf(reference)) ?? '') ||
    fieldOf(object, 'Валюта', 'ВалютаДокумента');
  return isGuid(name) ? '' : currencyCode(name);
}

function itemsOf(object: OnecObject, index: ObjectIndex): Items {
  const items = new Items();
  for (const row of rowsOf(object, /^(?:Товары|Услуги|Работы)$/)) {
    const product = referenceOf(row, 'Номенклатура');
    const unit = referenceOf(row, 'ЕдиницаИзмерения', 'Единица');
    const name =
      fieldOf(product?.block, 'Наименование', 'НаименованиеПолное') ||
      (index.names.get(index.keyOf(product)) ?? '') ||
      fieldOf(row, 'Содержание', 'Наименование', 'Номенклатура');
    items.next();
    items.put('Ид', product?.id === '' ? '' : index.keyOf(product));
    items.put('Наименование', name);
    items.put('Количество', decimalText(fieldOf(row, 'Количество')));
    items.put('Единица', fieldOf(unit?.block, 'Наименование') || fieldOf(row, 'Единица', 'ЕдиницаИзмерения'));
    items.put('Цена', decimalText(fieldOf(row, 'Цена')));
    items.put('Сумма', decimalText(fieldOf(row, 'Сумма', 'СуммаСНДС')));
    items.put('СтавкаНДС', fieldOf(row, 'СтавкаНДС'));
    for (const [column, value] of Object.entries(extraOf(row, knownItemFields, index))) {
      items.put(column, typeof value === 'string' ? value : value.join('; '));
    }
  }
  return items;
}

const knownItemFields = new Set([
  'Количество',
  'Цена',
  'Сумма',
  'СтавкаНДС',
  'Содержание',
  'НомерСтроки',
  'Единица',
  'Ссылка',
]);

/** Everything without a column of its own, so that a mapping can reach it. Obsolete attributes (`Удалить…`) are left out. */
function extraOf(
  record: OnecRecord,
  known: ReadonlySet<string>,
  index: ObjectIndex,
  knownTables = /^КонтактнаяИнформация$/,
): Extra {
  const extra: Extra = {};
  for (const [name, value] of record.fields) {
    if (!known.has(name) && !name.startsWith('Удалить') && value !== '') extra[name] = dateText(value);
  }
  for (const [name, reference] of record.references) {
    if (name.startsWith('Удалить')) continue;
    const key = index.keyOf(reference);
    if (key !== '' && reference.id !== '') extra[`${name}.Ключ`] = key;
    const title = fieldOf(reference.block, 'Наименование', 'ФИО') || index.names.get(key);
    if (title !== undefined && title !== '') extra[`${name}.Наименование`] = title;
  }
  for (const [name, rows] of record.tables) {
    if (knownTables.test(name) || name.startsWith('Удалить')) continue;
    rows.forEach((row, position) => {
      for (const [field, value] of row.fields) {
        const column = `${name}.${field}`;
        const list = (extra[column] ?? []) as string[];
        while (list.length < position) list.push('');
        list.push(value);
        extra[column] = list;
      }
    });
  }
  return extra;
}
