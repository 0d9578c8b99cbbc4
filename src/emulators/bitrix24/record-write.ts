import type { EntityType } from './entity-types.ts';
import { isYes } from './field-value.ts';
import type { Item, Stored } from './item-table.ts';
import { changedValues } from './multi-values.ts';
import type { Portal } from './portal.ts';
import { invalidValue, RestError } from './rest-error.ts';
import type { RecordChange, Shape } from './record-change.ts';

/** Who does it, and when. */
export interface Actor {
  readonly userId: number;
  readonly isAdministrator: boolean;
  /** Milliseconds of the clock. */
  readonly now: number;
}

/**
 * Creates a record.
 * @throws RestError for a missing name or title, a bad e-mail, an order of creation times that is not kept
 */
export function createItem(portal: Portal, type: EntityType, change: RecordChange, by: Actor & { shape: Shape }): Item {
  const { values } = change;
  checkRequired(portal, type, values, by.shape);
  const table = portal.items[type.name];
  if (change.hasHistory) checkHistory(portal, type, values, by);
  const multi = changedValues([], change.multi, () => portal.nextMultiId());
  setStage(portal, type, values, undefined);
  const id = table.nextId();
  const now = portal.time.print(by.now);
  const item: Item = {
    id,
    values: { ...defaults(portal, type, by, now), ...values },
    multi,
    listedFrom: by.now + portal.settings.lookupLagMs,
  };
  if (type.untitled !== undefined && isBlank(item.values['TITLE'])) item.values['TITLE'] = type.untitled(id);
  table.add(item);
  setLinks(portal, type, id, change);
  if (by.shape.family !== 'import' && !by.shape.takesHistory) portal.automations += 1;
  return item;
}

/** @throws RestError */
export function updateItem(
  portal: Portal,
  type: EntityType,
  item: Item,
  given: { change: RecordChange; by: Actor },
): void {
  const { change, by } = given;
  const multi = changedValues(item.multi, change.multi, () => portal.nextMultiId());
  const values = { ...change.values };
  setStage(portal, type, values, item);
  const stage = type.stageField;
  if (stage !== undefined && values[stage] !== undefined && values[stage] !== item.values[stage]) {
    Object.assign(values, { MOVED_TIME: portal.time.print(by.now), MOVED_BY_ID: by.userId });
  }
  Object.assign(item.values, values, { DATE_MODIFY: portal.time.print(by.now), MODIFY_BY_ID: by.userId });
  item.multi = multi;
  setLinks(portal, type, item.id, change);
  portal.automations += 1;
}

/** Deletes a record and unbinds it from others. @returns whether it was there */
export function deleteItem(portal: Portal, type: EntityType, id: number): boolean {
  if (!portal.items[type.name].delete(id)) return false;
  const { contactCompanies, dealContacts, leadContacts } = portal.bindings;
  if (type.name === 'company') {
    contactCompanies.forgetId(id);
    for (const name of ['deal', 'lead'] as const) {
      for (const other of portal.items[name].all())
        if (other.values['COMPANY_ID'] === id) other.values['COMPANY_ID'] = 0;
    }
  }
  if (type.name === 'contact') {
    contactCompanies.forgetOwner(id);
    dealContacts.forgetId(id);
    leadContacts.forgetId(id);
  }
  if (type.name === 'deal') dealContacts.forgetOwner(id);
  if (type.name === 'lead') leadContacts.forgetOwner(id);
  for (const { id: requisite, values } of portal.rows.requisites.all()) {
    if (values['ENTITY_TYPE_ID'] !== type.id || values['ENTITY_ID'] !== id) continue;
    portal.rows.requisites.delete(requisite);
    portal.forgetRowsOfRequisite(requisite);
  }
  portal.rows.productRows.deleteWhere(
    ({ values }) => values['OWNER_TYPE'] === type.letter && values['OWNER_ID'] === id,
  );
  return true;
}

export function isBlank(value: Stored | undefined): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0);
}

function checkRequired(portal: Portal, type: EntityType, values: Readonly<Record<string, Stored>>, shape: Shape): void {
  const missing: string[] = [];
  if (type.name === 'contact' && isBlank(values['NAME']) && isBlank(values['LAST_NAME'])) missing.push('Имя');
  if (type.name === 'company' && isBlank(values['TITLE'])) missing.push('Название компании');
  for (const { name, title, custom } of portal.customFieldsOf(type)) {
    if (custom?.isMandatory && isBlank(values[name])) missing.push(custom.label || title);
  }
  const [first] = missing;
  if (first === undefined) return;
  const text = `Поле "${first}" обязательно для заполнения`;
  if (shape.family !== 'classic') throw new RestError('CRM_FIELD_ERROR_REQUIRED', text);
  throw new RestError('', missing.map((title) => `Не заполнено поле "${title}".<br>`).join(''));
}

/** Creation times may not go back, nor lie ahead; changes and moves come after. Only administrators set them. */
function checkHistory(portal: Portal, type: EntityType, values: Readonly<Record<string, Stored>>, by: Actor): void {
  if (!by.isAdministrator) throw invalidValue('Когда создан');
  const at = (name: string, missing: number): number => {
    const text = values[name];
    return typeof text === 'string' && text !== '' ? (portal.time.read(text) ?? missing) : missing;
  };
  const created = at('DATE_CREATE', by.now);
  const updated = at('DATE_MODIFY', by.now);
  const moved = at('MOVED_TIME', created);
  const newest = portal.items[type.name].newestCreated() ?? -Infinity;
  const violated = (title: string): RestError =>
    new RestError(portal.settings.historyErrorCode, `Поле "${title}" имеет недопустимое значение`);
  if (created < newest || created > by.now + 999) throw violated('Когда создан');
  if (updated < created || updated > by.now + 999) throw violated('Когда обновлен');
  if (moved < created || moved > updated) throw violated('Когда передвинут');
}

function defaults(portal: Portal, type: EntityType, by: Actor, now: string): Record<string, Stored> {
  const currency = portal.currencies.find(({ isBase }) => isBase)?.code ?? 'RUB';
  return {
    ASSIGNED_BY_ID: by.userId,
    CREATED_BY_ID: by.userId,
    MODIFY_BY_ID: by.userId,
    DATE_CREATE: now,
    DATE_MODIFY: now,
    OPENED: type.name === 'company' || type.name === 'lead' ? 'Y' : 'N',
    LAST_ACTIVITY_TIME: now,
    LAST_ACTIVITY_BY: by.userId,
    ...(type.name === 'contact' ? { EXPORT: 'N' } : {}),
    ...(type.name === 'company' ? { IS_MY_COMPANY: 'N', CURRENCY_ID: currency, REVENUE: 0 } : {}),
    ...(type.stageField === undefined
      ? {}
      : { CURRENCY_ID: currency, OPPORTUNITY: 0, IS_MANUAL_OPPORTUNITY: 'N', MOVED_TIME: now, MOVED_BY_ID: by.userId }),
    ...(type.name === 'deal'
      ? { TAX_VALUE: 0, IS_RECURRING: 'N', IS_RETURN_CUSTOMER: 'N', IS_REPEATED_APPROACH: 'N' }
      : {}),
    ...(type.name === 'lead' ? { IS_RETURN_CUSTOMER: 'N' } : {}),
  };
}

/** Puts stage, pipeline and what follows from them in order. A stage of another pipeline becomes the first of this one. */
function setStage(portal: Portal, type: EntityType, values: Record<string, Stored>, before: Item | undefined): void {
  const name = type.stageField;
  if (name === undefined) return;
  const category = categoryOf(portal, type, values, before);
  const stages = portal.list(portal.stageListOf(type, category));
  const wanted = isBlank(values[name]) ? before?.values[name] : values[name];
  const found = stages.find(({ code }) => code === wanted);
  if (found === undefined && !isBlank(wanted) && portal.settings.foreignStages === 'refuse')
    throw invalidValue('Стадия');
  const stage = found ?? stages[0];
  values[name] = stage?.code ?? '';
  const semantics = stage?.semantics ?? 'P';
  if (type.name === 'lead') return void (values['STATUS_SEMANTIC_ID'] = semantics);
  values['STAGE_SEMANTIC_ID'] = semantics;
  values['CLOSED'] = semantics === 'P' ? 'N' : 'Y';
  values['IS_NEW'] = stage?.code === stages[0]?.code ? 'Y' : 'N';
}

function categoryOf(
  portal: Portal,
  type: EntityType,
  values: Record<string, Stored>,
  before: Item | undefined,
): number {
  if (type.name !== 'deal') return 0;
  const wanted = Number(values['CATEGORY_ID'] ?? before?.values['CATEGORY_ID'] ?? 0);
  const category = portal.categories.some(({ id }) => id === wanted) ? wanted : 0;
  values['CATEGORY_ID'] = category;
  return category;
}

function setLinks(portal: Portal, type: EntityType, id: number, { companies, contacts }: RecordChange): void {
  const { contactCompanies, dealContacts, leadContacts } = portal.bindings;
  if (type.name === 'contact' && companies !== undefined) {
    contactCompanies.setIds(
      id,
      companies.filter((one) => portal.items.company.get(one) !== undefined),
    );
  }
  if (contacts === undefined) return;
  const known = contacts.filter((one) => portal.items.contact.get(one) !== undefined);
  if (type.name === 'deal') dealContacts.setIds(id, known);
  if (type.name === 'lead') leadContacts.setIds(id, known);
  if (type.name === 'company') {
    for (const owner of contactCompanies.ownersOf(id)) if (!known.includes(owner)) contactCompanies.remove(owner, id);
    for (const owner of known) contactCompanies.add(owner, { id, sort: 10, isPrimary: false });
  }
}

/** Whether sums are given by hand rather than counted from product rows. */
export function isManualSum(item: Item): boolean {
  return isYes(String(item.values['IS_MANUAL_OPPORTUNITY'] ?? 'N'));
}
