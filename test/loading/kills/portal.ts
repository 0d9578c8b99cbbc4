import { createBitrix24Emulator } from '../../../src/emulators/bitrix24.ts';
import type { EntityName } from '../../../src/emulators/bitrix24/entity-types.ts';
import type { Item } from '../../../src/emulators/bitrix24/item-table.ts';
import type { Portal } from '../../../src/emulators/bitrix24/portal.ts';
import type { ExpectedRecord, HeldRecord } from './held.ts';
import type { Tables } from './rows.ts';
import type { Stage } from './stage.ts';

/** A portal of Bitrix24 without limits, in real time. */
export async function portalStage(seed: number): Promise<Stage> {
  const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, seed });
  return {
    target: 'bitrix24',
    emulator,
    settings: ['options: {plan: box, rate: 1000, burst: 1000, settle_ms: 24000, recheck_ms: 8000, timeout_ms: 60000}'],
    secret: emulator.webhook,
    writes: ['crm.item.batchImport', 'crm.item.update', 'crm.item.delete', 'crm.timeline.comment.add'],
    held: () => heldBy(emulator.state),
    expected: expectedOf,
    undone: () => [...heldBy(emulator.state).map(({ kind, id }) => `${kind} ${id}`), ...rowsLeft(emulator.state)],
  };
}

const kinds: readonly EntityName[] = ['company', 'contact', 'lead', 'deal'];
const typeIds: Readonly<Record<EntityName, number>> = { lead: 1, deal: 2, contact: 3, company: 4 };

function rowsLeft({ rows }: Portal): readonly string[] {
  return (['requisites', 'bankDetails', 'productRows'] as const).flatMap((name) =>
    [...rows[name].all()].map(({ id }) => `${name} ${id}`),
  );
}

function heldBy(portal: Portal): readonly HeldRecord[] {
  const records = kinds.flatMap((kind) => {
    const hanging = hangingOn(portal, kind);
    return [...portal.items[kind].all()].map((item): HeldRecord => ({
      kind,
      id: String(item.id),
      key: String(item.values['ORIGIN_ID']).split(':').at(-1) ?? '',
      says: [...valuesOf(kind, item), ...linksOf(portal, kind, item), ...(hanging.get(item.id) ?? []).toSorted()],
    }));
  });
  return [...records, ...timelineOf(portal)];
}

function valuesOf(kind: EntityName, { values, multi }: Item): readonly string[] {
  const name =
    kind === 'contact' ? `${String(values['LAST_NAME'])} ${String(values['NAME'])}` : String(values['TITLE']);
  const amount = kind === 'lead' || kind === 'deal' ? [`amount ${Number(values['OPPORTUNITY'])}`] : [];
  return [name, ...amount, ...multi.map(({ kind: of, value }) => `${of} ${value}`).toSorted()];
}

function linksOf({ bindings }: Portal, kind: EntityName, { id, values }: Item): readonly string[] {
  if (kind === 'contact') return bindings.contactCompanies.of(id).map((bond) => `company ${bond.id}`);
  if (kind !== 'deal') return [];
  const contacts = bindings.dealContacts.of(id).map((bond) => `contact ${bond.id}`);
  return [`company ${Number(values['COMPANY_ID'])}`, ...contacts];
}

/** Requisites with their bank accounts, product rows: by the id of their record. */
function hangingOn({ rows }: Portal, kind: EntityName): ReadonlyMap<number, string[]> {
  const found = new Map<number, string[]>();
  const add = (id: number, text: string) => void found.set(id, [...(found.get(id) ?? []), text]);
  const ownerOf = new Map<number, number>();
  for (const { id, values } of rows.requisites.all()) {
    if (Number(values['ENTITY_TYPE_ID']) !== typeIds[kind]) continue;
    ownerOf.set(id, Number(values['ENTITY_ID']));
    add(Number(values['ENTITY_ID']), `requisite ${String(values['RQ_COMPANY_FULL_NAME'])}`);
  }
  for (const { values } of rows.bankDetails.all()) {
    const owner = ownerOf.get(Number(values['ENTITY_ID']));
    if (owner !== undefined) add(owner, `account ${String(values['RQ_ACC_NUM'])}`);
  }
  if (kind !== 'deal') return found;
  for (const { values } of rows.productRows.all())
    add(
      Number(values['OWNER_ID']),
      `row ${String(values['PRODUCT_NAME'])} ${Number(values['PRICE'])} x ${Number(values['QUANTITY'])}`,
    );
  return found;
}

/** Comments and to-dos: which operation wrote one is known only to the program. */
function timelineOf({ rows }: Portal): readonly HeldRecord[] {
  const comments = [...rows.comments.all()].map(({ id, values }): HeldRecord => {
    const text = String(values['COMMENT']);
    const says = [text, `${String(values['ENTITY_TYPE'])} ${Number(values['ENTITY_ID'])}`];
    return { kind: text.startsWith('☑') ? 'activity' : 'note', id: `comment:${id}`, key: undefined, says };
  });
  const todos = [...rows.activities.all()].map(({ id, values }): HeldRecord => {
    const says = [String(values['SUBJECT']), `deal ${Number(values['OWNER_ID'])}`];
    return { kind: 'activity', id: `todo:${id}`, key: undefined, says };
  });
  return [...comments, ...todos];
}

function expectedOf(tables: Tables): readonly ExpectedRecord[] {
  return [
    ...tables.companies.map(
      ({ Код: key = '', Название: name = '', Полное: legal = '', Счёт: account = '' }): ExpectedRecord => ({
        kind: 'company',
        key,
        says: () => [name, `account ${account}`, `requisite ${legal}`],
      }),
    ),
    ...tables.contacts.map(
      ({ Код: key = '', Фамилия = '', Имя = '', Телефон = '', Почта = '', Компания = '' }): ExpectedRecord => ({
        kind: 'contact',
        key,
        says: (at) => [`${Фамилия} ${Имя}`, `EMAIL ${Почта}`, `PHONE ${Телефон}`, `company ${at('company', Компания)}`],
      }),
    ),
    ...tables.leads.map(({ Код: key = '', Название = '', Сумма = '' }): ExpectedRecord => ({
      kind: 'lead',
      key,
      says: () => [Название, `amount ${Сумма}`],
    })),
    ...tables.deals.map(
      ({ Код: key = '', Название = '', Сумма = '', Контакт = '', Компания = '', ...row }): ExpectedRecord => ({
        kind: 'deal',
        key,
        says: (at) => [
          Название,
          `amount ${Сумма}`,
          `company ${at('company', Компания)}`,
          `contact ${at('contact', Контакт)}`,
          `row ${row['Товар'] ?? ''} ${row['Цена'] ?? ''} x ${row['Количество'] ?? ''}`,
        ],
      }),
    ),
    ...tables.activities.map(({ Код: key = '', Тема = '', Срок = '', Сделка = '' }): ExpectedRecord => ({
      kind: 'activity',
      key,
      says: (at) => [Срок === '' ? `☑ ${Тема}` : Тема, `deal ${at('deal', Сделка)}`],
    })),
    ...tables.notes.map(({ Код: key = '', Текст = '', Сделка = '' }): ExpectedRecord => ({
      kind: 'note',
      key,
      says: (at) => [Текст, `deal ${at('deal', Сделка)}`],
    })),
  ];
}
