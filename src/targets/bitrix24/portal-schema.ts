import type { TargetSchema } from '../../model/target-schema.ts';
import { itemKinds, type Portal, type PortalField } from './portal.ts';

type SchemaField = NonNullable<TargetSchema['kinds']['company']>['fields'][string];

const types: Readonly<Record<string, SchemaField['type']>> = {
  string: 'text',
  text: 'text',
  char: 'bool',
  boolean: 'bool',
  integer: 'number',
  double: 'number',
  money: 'money',
  date: 'date',
  datetime: 'datetime',
  url: 'url',
  enumeration: 'enum',
  crm_status: 'enum',
};

/** Everything of a portal that a mapping may name. */
export function portalSchema(portal: Portal, takenAt: string): TargetSchema {
  const kinds = itemKinds.map((kind) => {
    const fields = [...portal.fields[kind].values()].map((field) => [field.name, schemaField(field, portal)] as const);
    return [kind, { fields: Object.fromEntries(fields) }] as const;
  });
  return {
    format_version: '1.0',
    type: 'bitrix24',
    portal: portal.host,
    taken_at: takenAt,
    kinds: Object.fromEntries(kinds),
    pipelines: portal.pipelines.map(({ id, name, stages }) => ({
      id,
      name: name === '' ? id : name,
      stages: stages.map((stage) => ({ id: stage.id, name: stage.name })),
    })),
    users: portal.users.map(({ id, email, fullName, isActive }) => ({
      id,
      ...(email === '' ? {} : { email }),
      ...(fullName === '' ? {} : { full_name: fullName }),
      active: isActive,
    })),
  };
}

function schemaField(field: PortalField, { lists }: Portal): SchemaField {
  const { type, title, isReadOnly, isRequired, isMultiple, list, items } = field;
  const values = list === undefined ? items : (lists.get(list) ?? []);
  const found = types[type] ?? 'other';
  return {
    type: isMultiple && found === 'text' ? 'list' : found,
    label: title,
    ...(isReadOnly ? { read_only: true } : {}),
    ...(isRequired ? { required: true } : {}),
    ...(values.length === 0 ? {} : { options: values.map(({ name }) => name) }),
  };
}
