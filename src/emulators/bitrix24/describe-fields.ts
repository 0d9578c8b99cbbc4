import { customItemName, type Field } from './field.ts';

interface Description {
  readonly [key: string]: unknown;
}

/** A field as `crm.<type>.fields` describes it. */
export function classicDescription(field: Field): Description {
  const { type, title, custom } = field;
  return {
    type,
    isRequired: field.isRequired === true || custom?.isMandatory === true,
    isReadOnly: field.isReadOnly === true || field.isClassicReadOnly === true,
    isImmutable: field.isImmutable === true,
    isMultiple: field.isMultiple === true,
    isDynamic: custom !== undefined,
    ...(field.statusType === undefined ? {} : { statusType: field.statusType }),
    ...(custom === undefined ? { title } : customDescription(field)),
  };
}

function customDescription({ name, custom, type }: Field): Description {
  const label = custom?.label ?? name;
  return {
    title: name,
    listLabel: label,
    formLabel: label,
    filterLabel: label,
    settings: [],
    ...(type === 'enumeration'
      ? { items: (custom?.items ?? []).map(({ id, value }) => ({ ID: String(id), VALUE: value })) }
      : {}),
  };
}

/** A field as `crm.item.fields` describes it; `opened` and the like are booleans there. */
export function universalDescription(field: Field): Description {
  const classic = classicDescription(field);
  return {
    ...classic,
    type: field.type === 'char' ? 'boolean' : field.type,
    // One of a contact's names is enough; the descriptions of universal methods say none is required.
    isRequired: field.custom?.isMandatory === true || field.name === 'TITLE' ? classic['isRequired'] : false,
    isReadOnly: field.isReadOnly === true,
    isImmutable: false,
    ...(field.custom === undefined ? {} : { title: field.custom.label }),
    upperName: field.name,
  };
}

/** Name of a field in universal methods. */
export function universalName(field: Field, hasOriginalNames: boolean): string {
  if (field.custom === undefined) return field.item;
  return hasOriginalNames ? field.name : customItemName(field.name);
}
