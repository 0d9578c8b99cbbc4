import { demoCalls } from './demo-data.ts';
import { methodTable } from './methods/index.ts';
import { Portal, type PortalSnapshot } from './portal.ts';
import { portalSettings, rehearsalWebhook } from './settings.ts';

const users = [
  { id: 1, isActive: true, name: 'Ольга', lastName: 'Репина', email: 'repina@rehearsal.example', position: 'Директор' },
  { id: 2, isActive: true, name: 'Денис', lastName: 'Орлов', email: 'orlov@rehearsal.example', position: 'Менеджер' },
  {
    id: 3,
    isActive: true,
    name: 'Светлана',
    lastName: 'Гусева',
    email: 'guseva@rehearsal.example',
    position: 'Менеджер',
  },
  {
    id: 4,
    isActive: false,
    name: 'Роман',
    lastName: 'Чижов',
    email: 'chizhov@rehearsal.example',
    position: 'Менеджер',
  },
];

const currencies = [
  { code: 'RUB', rate: '1.0000', isBase: true, name: 'Российский рубль', format: '# &#8381;' },
  { code: 'USD', rate: '80.0000', isBase: false, name: 'Доллар США', format: '$#' },
  { code: 'EUR', rate: '90.0000', isBase: false, name: 'Евро', format: '# &euro;' },
];

/** The portal of the demo: what its people have entered, call by call. */
export function demoPortal(): PortalSnapshot {
  const portal = new Portal(portalSettings({}));
  portal.users = users;
  portal.currencies = currencies;
  for (const [time, name, params] of demoCalls) {
    const actor = { userId: 1, isAdministrator: true, now: Date.parse(time) };
    methodTable[name]?.({ portal, params, actor, webhook: rehearsalWebhook, fault: undefined });
  }
  portal.automations = 0;
  return portal.dump();
}
