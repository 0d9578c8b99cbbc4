/** A value of a list, as `crm.status.list` prints it but typed. */
export interface StatusRow {
  readonly id: number;
  /** `SOURCE`, `DEAL_STAGE_1`. */
  readonly list: string;
  readonly code: string;
  readonly name: string;
  readonly sort: number;
  readonly isSystem: boolean;
  readonly semantics: 'S' | 'F' | null;
  readonly color: string | null;
}

export interface CategoryRow {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
}

export interface UserRow {
  readonly id: number;
  readonly isActive: boolean;
  readonly name: string;
  readonly lastName: string;
  readonly email: string;
  readonly position: string;
}

export interface CurrencyRow {
  readonly code: string;
  readonly rate: string;
  readonly isBase: boolean;
  readonly name: string;
  readonly format: string;
}

type Line = readonly [code: string, name: string, semantics?: 'S' | 'F'];

/** Lists as a new Russian portal has them. */
const lists: Readonly<Record<string, readonly Line[]>> = {
  STATUS: [
    ['NEW', 'Не обработан'],
    ['IN_PROCESS', 'В работе'],
    ['PROCESSED', 'Обработан'],
    ['CONVERTED', 'Качественный лид', 'S'],
    ['JUNK', 'Некачественный лид', 'F'],
  ],
  DEAL_STAGE: [
    ['NEW', 'Новая'],
    ['PREPARATION', 'Подготовка документов'],
    ['PREPAYMENT_INVOICE', 'Счёт на предоплату'],
    ['EXECUTING', 'В работе'],
    ['FINAL_INVOICE', 'Финальный счёт'],
    ['WON', 'Сделка успешна', 'S'],
    ['LOSE', 'Сделка провалена', 'F'],
    ['APOLOGY', 'Анализ причины провала', 'F'],
  ],
  SOURCE: [
    ['CALL', 'Звонок'],
    ['EMAIL', 'Электронная почта'],
    ['WEB', 'Веб-сайт'],
    ['ADVERTISING', 'Реклама'],
    ['PARTNER', 'Существующий клиент'],
    ['RECOMMENDATION', 'По рекомендации'],
    ['TRADE_SHOW', 'Выставка'],
    ['WEBFORM', 'CRM-форма'],
    ['CALLBACK', 'Обратный звонок'],
    ['RC_GENERATOR', 'Генератор продаж'],
    ['STORE', 'Интернет-магазин'],
    ['OTHER', 'Другое'],
  ],
  CONTACT_TYPE: [
    ['CLIENT', 'Клиенты'],
    ['SUPPLIER', 'Поставщики'],
    ['PARTNER', 'Партнёры'],
    ['OTHER', 'Другое'],
  ],
  COMPANY_TYPE: [
    ['CUSTOMER', 'Клиент'],
    ['SUPPLIER', 'Поставщик'],
    ['COMPETITOR', 'Конкурент'],
    ['PARTNER', 'Партнёр'],
    ['OTHER', 'Другое'],
  ],
  DEAL_TYPE: [
    ['SALE', 'Продажа'],
    ['COMPLEX', 'Комплексная продажа'],
    ['GOODS', 'Продажа товара'],
    ['SERVICES', 'Продажа услуги'],
    ['SERVICE', 'Сервисное обслуживание'],
  ],
  EMPLOYEES: [
    ['EMPLOYEES_1', 'менее 50'],
    ['EMPLOYEES_2', '50–250'],
    ['EMPLOYEES_3', '250–500'],
    ['EMPLOYEES_4', 'более 500'],
  ],
  INDUSTRY: [
    ['IT', 'Информационные технологии'],
    ['TELECOM', 'Телекоммуникации и связь'],
    ['MANUFACTURING', 'Производство'],
    ['BANKING', 'Банковские услуги'],
    ['CONSULTING', 'Консалтинг'],
    ['FINANCE', 'Финансы'],
    ['GOVERNMENT', 'Правительство'],
    ['DELIVERY', 'Доставка'],
    ['ENTERTAINMENT', 'Развлечения'],
    ['NOTPROFIT', 'Не для получения прибыли'],
    ['OTHER', 'Другое'],
  ],
  HONORIFIC: [
    ['HNR_RU_1', 'г-н'],
    ['HNR_RU_2', 'г-жа'],
  ],
};

const colors = { work: '#39A8EF', S: '#7BD500', F: '#FF5752' } as const;

/** Values of a list with ids from `firstId`. Stages of leads and deals are coloured, codes of pipelines carry their prefix. */
export function statusRows(
  list: string,
  lines: readonly Line[],
  { firstId, prefix = '' }: { readonly firstId: number; readonly prefix?: string },
): StatusRow[] {
  const isStage = list === 'STATUS' || list.startsWith('DEAL_STAGE');
  return lines.map(([code, name, semantics], at) => ({
    id: firstId + at,
    list,
    code: `${prefix}${code}`,
    name,
    sort: (at + 1) * 10,
    isSystem: isStage && (at === 0 || ['CONVERTED', 'JUNK', 'WON', 'LOSE'].includes(code)),
    semantics: semantics ?? null,
    color: isStage ? colors[semantics ?? 'work'] : null,
  }));
}

/** Stages a new pipeline starts with. */
export function stagesOfCategory(category: number, firstId: number): StatusRow[] {
  const prefix = category === 0 ? '' : `C${category}:`;
  return statusRows(stageList(category), lists['DEAL_STAGE'] ?? [], { firstId, prefix });
}

/** `DEAL_STAGE` for the default pipeline, `DEAL_STAGE_5` for another. */
export function stageList(category: number): string {
  return category === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${category}`;
}

export function defaultStatuses(): StatusRow[] {
  const rows: StatusRow[] = [];
  for (const [list, lines] of Object.entries(lists))
    rows.push(...statusRows(list, lines, { firstId: rows.length + 1 }));
  return rows;
}

export const defaultCategories: readonly CategoryRow[] = [{ id: 0, name: 'Общая', sort: 300 }];

export const defaultUsers: readonly UserRow[] = [
  {
    id: 1,
    isActive: true,
    name: 'Ольга',
    lastName: 'Репина',
    email: 'admin@rehearsal.example',
    position: 'Администратор',
  },
];

export const defaultCurrencies: readonly CurrencyRow[] = [
  { code: 'RUB', rate: '1.0000', isBase: true, name: 'Российский рубль', format: '# &#8381;' },
];
