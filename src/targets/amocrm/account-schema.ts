import type { TargetSchema } from '../../model/target-schema.ts';
import { collectionOf, recordKinds, type Account, type AccountField } from './account.ts';
import { isWritable } from './field-values.ts';

type SchemaField = NonNullable<TargetSchema['kinds']['company']>['fields'][string];

const types: Readonly<Record<string, SchemaField['type']>> = {
  text: 'text',
  textarea: 'text',
  streetaddress: 'text',
  url: 'url',
  numeric: 'number',
  monetary: 'money',
  checkbox: 'bool',
  select: 'enum',
  radiobutton: 'enum',
  multiselect: 'list',
  multitext: 'list',
  date: 'date',
  birthday: 'date',
  date_time: 'datetime',
};

/** Everything of an account that a mapping may name. */
export function accountSchema(account: Account, takenAt: string): TargetSchema {
  const kinds = recordKinds.map((kind) => {
    const fields = account.fields[collectionOf[kind]].map(
      (field) => [field.code || field.name, schemaField(field)] as const,
    );
    return [kind, { fields: Object.fromEntries(fields) }] as const;
  });
  return {
    format_version: '1.0',
    type: 'amocrm',
    portal: account.host,
    taken_at: takenAt,
    kinds: Object.fromEntries(kinds),
    pipelines: account.pipelines.map(({ id, name, statuses }) => ({
      id,
      name,
      stages: statuses.map((status) => ({ id: status.id, name: status.name })),
    })),
    users: account.users.map(({ id, email, fullName, isActive }) => ({
      id,
      ...(email === '' ? {} : { email }),
      ...(fullName === '' ? {} : { full_name: fullName }),
      active: isActive,
    })),
  };
}

function schemaField(field: AccountField): SchemaField {
  const hasOptions = ['select', 'radiobutton', 'multiselect'].includes(field.type);
  return {
    type: types[field.type] ?? 'other',
    label: field.name,
    ...(isWritable(field) ? {} : { read_only: true }),
    ...(hasOptions ? { options: field.options.map(({ name }) => name) } : {}),
  };
}
