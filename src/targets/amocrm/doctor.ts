import { customFieldsOf } from '../../model/custom-field.ts';
import type { Diagnosis } from '../target.ts';
import { collectionOf, collections, fieldNamed, isRecordKind, personOf } from './account.ts';
import { newestId, type Markers } from './markers.ts';
import type { Session } from './session.ts';

/** Rights, limits and what is there: what decides how a load will go. @throws TargetError, AccessError */
export async function diagnose(session: Session, markers: Markers): Promise<readonly Diagnosis[]> {
  return [
    { subject: 'account', state: 'good', found: `${session.account.name} (${session.account.id})` },
    ...people(session),
    { subject: 'limits', state: 'good', found: `${session.perSecond}/s, ${session.options.batch}` },
    ...markerFields(markers),
    pipelines(session),
    ...(await records(session)),
    ...customFields(session),
  ];
}

function people({ account }: Session): readonly Diagnosis[] {
  const user = personOf(account, account.userId)?.fullName ?? account.userId;
  const acting: Diagnosis = account.isAdmin
    ? { subject: 'user', state: 'good', found: user }
    : { subject: 'user', state: 'worth-a-look', found: user, finding: { code: 'amocrm.not-admin', args: { user } } };
  const active = account.users.filter(({ isActive }) => isActive).length;
  return [acting, { subject: 'users', state: 'good', found: `${active} / ${account.users.length}` }];
}

function markerFields(markers: Markers): readonly Diagnosis[] {
  return collections.map((of): Diagnosis => {
    const id = markers.fieldId(of);
    if (id !== undefined) return { subject: of, state: 'good', found: `PERENOS_ID (${id})` };
    return { subject: of, state: 'bad', found: '-', finding: { code: 'amocrm.no-marker', args: { kind: of } } };
  });
}

function pipelines({ account, encoding }: Session): Diagnosis {
  return { subject: 'pipelines', state: 'good', found: `${account.pipelines.length}, ${encoding.pipeline.name}` };
}

async function records({ rest }: Session): Promise<readonly Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const of of collections) {
    const newest = await newestId(rest, of);
    found.push({ subject: of, state: 'good', found: newest === '0' ? '0' : `id ${newest}` });
  }
  return found;
}

function customFields({ account, options }: Session): readonly Diagnosis[] {
  return [...customFieldsOf(options.custom_fields, options.rename)].flatMap(([kind, fields]) =>
    fields.map(({ target }): Diagnosis => {
      const found = isRecordKind(kind) ? fieldNamed(account, collectionOf[kind], target) : undefined;
      if (found !== undefined) return { subject: kind, state: 'good', found: found.name };
      const finding = { code: 'target.custom-missing', args: { field: target, kind } } as const;
      return { subject: kind, state: 'bad', found: target, finding };
    }),
  );
}
