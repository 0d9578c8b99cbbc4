import { VirtualClock } from '../virtual-clock.ts';
import { demoCalls } from './demo-data.ts';
import type { StoredUser } from './records.ts';
import { defaultToken } from './settings.ts';
import { emptyAccount, type AmocrmSnapshot } from './snapshot.ts';
import { AmocrmState } from './state.ts';
import { AmocrmSystem } from './system.ts';

const users: readonly StoredUser[] = [
  user(504_141, 'Ольга Репина', 'repina', { is_admin: true }),
  user(504_142, 'Денис Орлов', 'orlov', {}),
  user(504_143, 'Светлана Гусева', 'guseva', {}),
  user(504_144, 'Роман Чижов', 'chizhov', { is_active: false }),
];

function user(id: number, name: string, mailbox: string, more: Partial<StoredUser>): StoredUser {
  const email = `${mailbox}@rehearsal.example`;
  return { id, name, email, is_admin: false, is_active: true, group_id: null, ...more };
}

const fieldNames: Readonly<Record<string, string>> = {
  POSITION: 'Должность',
  PHONE: 'Телефон',
  EMAIL: 'Email',
  IM: 'Мгн. сообщения',
  WEB: 'Web',
  ADDRESS: 'Адрес',
};

const statusNames: Readonly<Record<string, string>> = {
  'Incoming leads': 'Неразобранное',
  'Initial contact': 'Первичный контакт',
  'Offer made': 'Предложение',
  Negotiation: 'Переговоры',
  'Closed - won': 'Успешно реализовано',
  'Closed - lost': 'Закрыто и не реализовано',
};

/** An account as a Russian company opens it: the vendor's fields and statuses under their Russian names. */
function russianAccount(): AmocrmSnapshot {
  const account = emptyAccount();
  const named = (fields: AmocrmSnapshot['fields']['contacts']): AmocrmSnapshot['fields']['contacts'] =>
    fields.map((field) => ({ ...field, name: fieldNames[field.code ?? ''] ?? field.name }));
  return {
    ...account,
    users,
    fields: {
      ...account.fields,
      contacts: named(account.fields.contacts),
      companies: named(account.fields.companies),
    },
    pipelines: account.pipelines.map((pipeline) => ({
      ...pipeline,
      name: 'Воронка',
      statuses: pipeline.statuses.map((status) => ({ ...status, name: statusNames[status.name] ?? status.name })),
    })),
  };
}

/**
 * The account of the demo: what its people have entered, call by call.
 * @throws Error when a call of the demo is refused
 */
export function demoAccount(): AmocrmSnapshot {
  // The same numbers every time, so that a mapping can name them.
  const state = new AmocrmState(russianAccount(), () => 0);
  const clock = new VirtualClock(0);
  const system = new AmocrmSystem(state, { limits: false }, clock);
  const headers = { authorization: `Bearer ${defaultToken}` };
  for (const { time, path, elements } of demoCalls) {
    clock.advanceTo(Date.parse(time));
    const body = Buffer.from(JSON.stringify(elements));
    const call = system.read({ method: 'POST', path: `/api/v4${path}`, query: '', headers, body, origin: '' });
    const { answer } = system.perform(call, undefined);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.body}`);
  }
  return state.dump();
}
