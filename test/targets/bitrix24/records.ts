/** Canonical records that use every field a portal holds; references are those of `ids`. */
export const phone = { value: '+79160000001', type: 'mobile', raw: '8 916 000-00-01', primary: true } as const;
export const workPhone = {
  value: '+74950000001',
  type: 'work',
  ext: '12',
  raw: '(495) 000-00-01 доб. 12',
  primary: false,
} as const;
export const email = { value: 'anna@example.com', type: 'work', raw: 'Anna@example.com', primary: true } as const;

export const company = {
  name: 'ООО Пример',
  legal_name: 'Общество с ограниченной ответственностью «Пример»',
  type: 'legal',
  inn: '7700000016',
  kpp: '770001001',
  ogrn: '1027700000016',
  okpo: '12345678',
  employees: 100,
  revenue: { amount: '1500000.50', currency: 'RUB' },
  phones: [workPhone],
  emails: [{ ...email, value: 'info@example.com' }],
  urls: ['https://example.com'],
  messengers: [
    { service: 'telegram', value: 'example' },
    { service: 'whatsapp', value: '+79160000009' },
  ],
  addresses: [
    {
      text: '101000, г. Москва, ул. Первая, д. 1, кв. 5',
      type: 'legal',
      country: 'RU',
      postal_code: '101000',
      city: 'г. Москва',
      street: 'ул. Первая',
      house: 'д. 1',
      flat: '5',
    },
    { text: 'Склад за углом, вход со двора', type: 'actual' },
    { text: 'Ещё один склад', type: 'other' },
  ],
  bank_accounts: [
    {
      account: '40702810000000000001',
      bik: '044525225',
      bank: 'Банк',
      correspondent: '30101810400000000225',
      currency: 'RUB',
    },
  ],
  owner: { system: 'user:email', key: 'boss' },
  created_at: '2021-03-01T07:00:00Z',
  comment: 'Важный клиент\nвторая строка',
} as const;

export const contact = {
  first_name: 'Анна',
  last_name: 'Примерова',
  middle_name: 'Петровна',
  full_name: 'Примерова Анна Петровна',
  birth_date: '1990-05-17',
  position: 'Директор',
  inn: '770000000027',
  companies: [
    { ref: { system: 'csv', key: '18' }, role: 'Директор', primary: false },
    { ref: { system: 'csv', key: '17' }, primary: true },
  ],
  phones: [phone, workPhone],
  emails: [email, { ...email, value: 'не почта', primary: false }],
  addresses: [{ text: 'Москва', type: 'actual' }],
  source: 'Звонок',
  owner: { system: 'user:email', key: 'boss' },
  created_at: '2021-03-02T07:00:00Z',
  updated_at: '2021-03-05T07:00:00Z',
} as const;

export const lead = {
  title: 'Заявка с сайта',
  status: 'В работе',
  company_name: 'ООО Пример',
  first_name: 'Пётр',
  last_name: 'Сидоров',
  position: 'Инженер',
  phones: [phone],
  addresses: [{ text: 'Тверь, ул. Вторая, 2', type: 'actual' }],
  amount: { amount: '100', currency: 'RUB' },
  source: 'Совсем другой источник',
  created_at: '2021-03-03T07:00:00Z',
} as const;

export const deal = {
  title: 'Монтаж',
  stage: 'Подготовка документов',
  outcome: 'open',
  amount: { amount: '3001.00', currency: 'RUB' },
  probability: 50,
  opened_at: '2021-03-31T22:30:00Z',
  close_date: '2021-05-01',
  company: { system: 'csv', key: '17' },
  contacts: [{ ref: { system: 'csv', key: '5' }, primary: true }],
  items: [
    { name: 'Работы', price: { amount: '1500.50', currency: 'RUB' }, quantity: '2', vat_rate: '20' },
    { name: 'Кабель', price: { amount: '100', currency: 'RUB' }, quantity: '10', unit: 'м', discount: '10' },
  ],
  created_at: '2021-04-01T07:00:00Z',
  comment: 'Срочно',
} as const;

/** Ids of the portal the references above lead to. */
export const ids = { 'user:boss': '1', 'company:17': '1', 'company:18': '2', 'contact:5': '1', 'deal:88': '1' };
