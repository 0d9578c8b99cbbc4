import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const reasons = {
  list: 'нужен pick: join',
  single: 'у поля одно значение',
  ref: 'это ссылка',
  items: 'запись состоит из частей, назовите их (name, quantity и другие)',
} as const;

/** Of fields, relations and sections that do not fit each other. */
export const mappingFields = {
  'mapping.empty-value': {
    title: 'неоткуда взять значение',
    message: ({ field }) => `у «${field}» нет ни from, ни expr, ни const`,
    cause: 'Поле описано, но не сказано, чем его заполнять.',
    fix: 'Добавьте from, expr или const либо уберите поле.',
    example: 'comment: {do: [trim]} → comment: {from: Примечание, do: [trim]}',
  },
  'mapping.conflict': {
    title: 'ключи исключают друг друга',
    message: ({ one, other }) => `«${one}» и «${other}» вместе не пишут`,
    cause: 'Неясно, какое из двух указаний выполнять.',
    fix: 'Оставьте одно.',
    example: 'stage: {from: Статус, const: Новая} → stage: {from: Статус, default: Новая}',
  },
  'mapping.not-used-here': {
    title: 'ключ здесь не действует',
    message: ({ key, reason }) => `«${key}» здесь не действует: ${reasons[reason]}`,
    cause: 'Ключ имеет смысл только у полей другого вида.',
    fix: 'Уберите ключ или измените поле.',
    example: 'position: {from: [А, Б], sep: "; "} → position: {from: [А, Б], pick: join, sep: "; "}',
  },
  'mapping.default-missing': {
    title: 'нет значения по умолчанию',
    message: ({ field }) => `у «${field}» сказано брать default, а самого default нет`,
    cause: 'Правило default требует значения.',
    fix: 'Добавьте default или смените правило.',
    example: 'position: {from: Должность, on_error: default} → добавьте default: менеджер',
  },
  'mapping.required-field': {
    title: 'не заполнено обязательное поле',
    message: ({ field, kind }) => `у ${kind} обязательно поле «${field}», а в fields его нет`,
    cause: 'Без этого поля ни одна запись не будет принята.',
    fix: 'Добавьте поле.',
    example: 'у компании есть phones и emails, а name не задано → name: {from: Название}',
  },
  'mapping.field-twice': {
    title: 'поле задано дважды',
    message: ({ field, other }) => `«${field}» — другое имя поля «${other}», которое уже задано`,
    cause: 'Из двух значений одно потерялось бы.',
    fix: 'Оставьте одно.',
    example: 'comment: Примечание и ниже comments: История → comment: [Примечание, История]',
  },
  'mapping.ref-kind': {
    title: 'ссылка не на ту сущность',
    message: ({ field, kind, allowed }) => `«${field}» ссылается на ${kind}, а может только на ${allowed}`,
    cause: 'В ref указан блок другой сущности.',
    fix: 'Укажите подходящий блок.',
    example: 'сделка: company: {ref: contacts, by: Код} → company: {ref: companies, by: Код}',
  },
  'mapping.ref-incomplete': {
    title: 'ссылка описана не полностью',
    message: ({ key }) => `для ссылки нужен ключ «${key}»`,
    cause: 'Нужно сказать, на какой блок (ref) и по какому столбцу (by) ссылаться.',
    fix: 'Добавьте ключ: {ref: companies, by: Код}.',
    example: 'company: {ref: companies} → company: {ref: companies, by: Код компании}',
  },
  'mapping.ref-cycle': {
    title: 'блоки ссылаются по кругу',
    message: ({ blocks }) => `круг обязательных ссылок: ${blocks}`,
    cause: 'Ни один из блоков нельзя загрузить раньше другого.',
    fix: 'У одной из ссылок поставьте on_missing: defer.',
    example: 'компания обязательно ссылается на главный контакт, а контакт — на компанию',
  },
  'mapping.inherit': {
    title: 'неоткуда наследовать',
    message: ({ inherit }) => `«${inherit}» не наследуется`,
    cause: 'Слева от точки должна быть ссылка этого же блока, справа — поле той же природы у её сущности.',
    fix: 'Исправьте, например inherit: company.owner.',
    example: 'inherit: owner.company → inherit: company.owner',
  },
  'mapping.total-field': {
    title: 'нет такого поля для итога',
    message: ({ field, kind }) => `поля «${field}» у ${kind} нет`,
    cause: 'Опечатка в sum или by.',
    fix: 'Исправьте имя.',
    example: 'sum: amuont → sum: amount',
  },
  'mapping.total-number': {
    title: 'итог не по числу',
    message: ({ field, kind }) => `в поле «${field}» у ${kind} не деньги и не число`,
    cause: 'Складывать можно только деньги и числа.',
    fix: 'Назовите поле с деньгами или числом либо уберите sum: тогда посчитаются записи.',
    example: 'totals: [deal.stage] → totals: [{entity: deal, sum: amount, by: [stage]}]',
  },
  'mapping.total-kind': {
    title: 'итог по тому, что не загружается',
    message: ({ kind }) => `ни один блок не загружает ${kind}: подводить итог не по чему`,
    cause: 'В разделе load нет блока с таким видом записей.',
    fix: 'Назовите вид, который загружается, или уберите этот итог.',
    example: 'totals: [deal.amount], а блока со сделками нет',
  },
  'mapping.check-empty': {
    title: 'проверка без условия',
    message: ({ name }) => `проверка «${name}» ничего не проверяет`,
    cause: 'Нужен total или entity вместе с count_where.',
    fix: 'Дополните проверку.',
    example: 'checks: [{name: Суммы, max: 0}] → добавьте entity: deal и count_where',
  },
  'mapping.source-unused': {
    title: 'источник не используется',
    message: ({ source }) => `источник «${source}» никто не читает`,
    cause: 'Для него нет блока в load.',
    fix: 'Добавьте блок или уберите источник.',
    example: 'sources: {deals: …}, а ни у одного блока нет from: deals',
  },
  'mapping.key-auto': {
    title: 'ключ из содержимого строки',
    message: ({ block }) => `блок «${block}»: ключом служит содержимое строки`,
    cause: 'Исправленная строка будет выглядеть новой записью, а прежняя останется.',
    fix: 'Если в файле есть код или номер записи, укажите его в key.',
    example: 'key: auto → key: Код',
  },
  'mapping.custom-undeclared': {
    title: 'поле не описано',
    message: ({ name }) => `«${name}» нет в custom_fields`,
    cause: 'Опечатка или поле забыли описать: в CRM для него не будет места.',
    fix: 'Исправьте имя или опишите поле.',
    example: 'custom: {area: {from: Площадь}} → custom_fields: {company.area: {target: UF_CRM_AREA, type: number}}',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
