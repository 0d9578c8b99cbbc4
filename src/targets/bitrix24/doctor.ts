import type { Diagnosis } from '../target.ts';
import { customFieldsOf } from '../../model/custom-field.ts';
import { portalFieldOf } from './custom-fields.ts';
import { plans, type Bitrix24Options } from './options.ts';
import { itemKinds, isItemKind, userNamed } from './portal.ts';
import { newestTimes } from './newest.ts';
import type { Session } from './session.ts';
import { instantText } from './values.ts';

/** Scopes a load needs; `user_basic` and `user_brief` stand for `user`. */
const neededScopes: readonly (readonly string[])[] = [['crm'], ['user', 'user_basic', 'user_brief']];

/** Rights, limits and what is there: what decides how a load will go. @throws TargetError, AccessError */
export async function diagnose(session: Session, options: Bitrix24Options): Promise<readonly Diagnosis[]> {
  return [
    ...people(session),
    ...scopes(session),
    limits(session, options),
    ...leads(session),
    ...(await newest(session)),
    ...customFields(session, options),
  ];
}

function people({ portal }: Session): readonly Diagnosis[] {
  const user = userNamed(portal, portal.userId)?.fullName ?? portal.userId;
  const acting: Diagnosis = portal.isAdmin
    ? { subject: 'user', state: 'good', found: user }
    : { subject: 'user', state: 'worth-a-look', found: user, finding: { code: 'bitrix24.not-admin', args: { user } } };
  const active = portal.users.filter(({ isActive }) => isActive).length;
  return [acting, { subject: 'users', state: 'good', found: `${active} / ${portal.users.length}` }];
}

function scopes({ portal }: Session): readonly Diagnosis[] {
  const { scopes: granted } = portal;
  if (granted === undefined) return [];
  return neededScopes.map((names): Diagnosis => {
    const [scope = ''] = names;
    const found = names.find((name) => granted.includes(name));
    if (found !== undefined) return { subject: 'scope', state: 'good', found };
    return { subject: 'scope', state: 'bad', found: scope, finding: { code: 'bitrix24.no-scope', args: { scope } } };
  });
}

function limits({ pace }: Session, { plan }: Bitrix24Options): Diagnosis {
  const { burst, methodSeconds } = plans[plan];
  return {
    subject: 'limits',
    state: 'good',
    found: `${plan}: ${pace.perSecond}/s, ${burst}, ${methodSeconds} s / 10 min`,
  };
}

function leads({ portal }: Session): readonly Diagnosis[] {
  return portal.hasLeads
    ? []
    : [{ subject: 'leads', state: 'worth-a-look', found: '-', finding: { code: 'bitrix24.leads-off', args: {} } }];
}

/** Nothing older than the newest record keeps its creation date. */
async function newest(session: Session): Promise<readonly Diagnosis[]> {
  const times = await newestTimes(session);
  return itemKinds.map((kind): Diagnosis => {
    const at = times.get(kind) ?? 0;
    if (at === 0) return { subject: kind, state: 'good', found: '0' };
    const date = instantText(at);
    const finding = { code: 'bitrix24.newest-record', args: { kind, date } } as const;
    return { subject: kind, state: session.encoding.keepsHistory ? 'worth-a-look' : 'good', found: date, finding };
  });
}

function customFields({ portal }: Session, options: Bitrix24Options): readonly Diagnosis[] {
  const declared = customFieldsOf(options.custom_fields, options.rename);
  return [...declared].flatMap(([kind, fields]) =>
    fields.map(({ target }): Diagnosis => {
      const found = isItemKind(kind) ? portalFieldOf(portal, kind, target) : undefined;
      if (found !== undefined) return { subject: kind, state: 'good', found: found.name };
      const finding = { code: 'target.custom-missing', args: { field: target, kind } } as const;
      return { subject: kind, state: 'bad', found: target, finding };
    }),
  );
}
