import { createAmocrmEmulator } from '../../../src/emulators/amocrm.ts';
import type { EntityKind, StoredEntity } from '../../../src/emulators/amocrm/records.ts';
import { defaultToken } from '../../../src/emulators/amocrm/settings.ts';
import type { AmocrmState } from '../../../src/emulators/amocrm/state.ts';
import type { Expectation, ExpectedRecord, HeldRecord } from './held.ts';
import type { Tables } from './rows.ts';
import type { Stage } from './stage.ts';

/** An account of amoCRM without limits, in real time. */
export async function accountStage(seed: number): Promise<Stage> {
  const latency = { readMs: 0, writeMs: 0, elementMs: 0 };
  const emulator = await createAmocrmEmulator({ limits: false, latency, seed });
  return {
    target: 'amocrm',
    emulator,
    settings: [`portal: '${emulator.url}'`, 'options: {rate: 50, batch: 50, settle_ms: 24000, timeout_ms: 60000}'],
    secret: defaultToken,
    writes: ['POST /api/v4/contacts', 'POST /api/v4/companies', 'POST /api/v4/leads', 'POST /api/v4/leads/notes'],
    held: () => heldBy(emulator.state),
    expected: expectedOf,
    undone: () => heldBy(emulator.state).flatMap(({ kind, key = '' }) => (key === '' ? [] : [`${kind} ${key}`])),
  };
}

const collections: readonly EntityKind[] = ['companies', 'contacts', 'leads'];
const kindOf: Readonly<Record<string, string>> = { companies: 'company', contacts: 'contact', leads: 'deal' };
const remarkSign = '💬';

function heldBy(state: AmocrmState): readonly HeldRecord[] {
  const records = collections.flatMap((of) => {
    const fields = state.fields[of].rows;
    const idOf = (wanted: string): number => fields.find(({ code }) => code === wanted)?.id ?? 0;
    const points = [idOf('PHONE'), idOf('EMAIL')];
    const remarks = remarksOf(state, of);
    return state.entities[of].rows.map((row): HeldRecord => {
      // `kills|contact:old:17`
      const marker = valuesOf(row, idOf('PERENOS_ID'))[0]?.split('|').at(-1) ?? '';
      const [kind = '', , key = ''] = marker.split(':');
      const name = of === 'contacts' ? `${row.last_name} ${row.first_name}` : row.name;
      const amount = of === 'leads' ? [`amount ${row.price}`] : [];
      const values = points.flatMap((id) => valuesOf(row, id)).toSorted();
      const says = [name, ...amount, ...values, ...linksOf(state, of, row), ...(remarks.get(row.id) ?? [])];
      return { kind, id: String(row.id), key, says };
    });
  });
  return [...records, ...timelineOf(state)];
}

function valuesOf({ fields }: StoredEntity, id: number): readonly string[] {
  return fields
    .filter(({ field_id: of }) => of === id)
    .flatMap(({ values }) => values.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))));
}

function linksOf({ links }: AmocrmState, of: EntityKind, { id }: StoredEntity): readonly string[] {
  if (of === 'companies') return [];
  const bound = links
    .of({ kind: of, id })
    .filter(({ kind }) => kind === 'companies' || (of === 'leads' && kind === 'contacts'));
  return bound.map(({ kind, id: to }) => `${kindOf[kind] ?? kind} ${to}`).toSorted();
}

function textOf({ params }: { readonly params: unknown }): string {
  return String((params as { readonly text?: unknown }).text);
}

/** What is kept of a record in a note of its own: the positions of a deal. */
function remarksOf({ notes }: AmocrmState, of: EntityKind): ReadonlyMap<number, string[]> {
  const found = new Map<number, string[]>();
  for (const note of notes[of].rows) {
    if (!textOf(note).startsWith(remarkSign)) continue;
    const positions = textOf(note).match(/Товар \d+/g) ?? [];
    found.set(note.entity_id, [...(found.get(note.entity_id) ?? []), `remark ${positions.join()}`]);
  }
  return found;
}

/** Notes and tasks: which operation wrote one is known only to the program. */
function timelineOf({ notes, tasks }: AmocrmState): readonly HeldRecord[] {
  const written = collections.flatMap((of) =>
    notes[of].rows
      .filter((note) => !textOf(note).startsWith(remarkSign))
      .map((note): HeldRecord => {
        const says = [textOf(note), `${kindOf[of] ?? of} ${note.entity_id}`];
        const kind = textOf(note).startsWith('☑') ? 'activity' : 'note';
        return { kind, id: `${of}:${note.id}`, key: undefined, says };
      }),
  );
  const todo = tasks.rows.map(({ id, text, entity_id: owner }): HeldRecord => {
    return { kind: 'activity', id: `task:${id}`, key: undefined, says: [text, `deal ${Number(owner)}`] };
  });
  return [...written, ...todo];
}

function expectedOf(tables: Tables): readonly ExpectedRecord[] {
  return [
    ...tables.companies.map(({ Код: key = '', Название = '' }) => record('company', key, () => [Название])),
    ...tables.contacts.map(({ Код: key = '', Фамилия = '', Имя = '', Телефон = '', Почта = '', Компания = '' }) =>
      record('contact', key, (at) => [`${Фамилия} ${Имя}`, Телефон, Почта, `company ${at('company', Компания)}`]),
    ),
    ...tables.leads.map(({ Код: key = '', Название = '', Сумма = '' }) =>
      record('lead', key, () => [Название, `amount ${Сумма}`]),
    ),
    ...tables.deals.map(({ Код: key = '', Название = '', Сумма = '', Контакт = '', Компания = '', Товар = '' }) =>
      record('deal', key, (at) => [
        Название,
        `amount ${Сумма}`,
        `company ${at('company', Компания)}`,
        `contact ${at('contact', Контакт)}`,
        `remark ${Товар}`,
      ]),
    ),
    ...tables.activities.map(({ Код: key = '', Тема = '', Сделка = '' }) =>
      record('activity', key, (at) => [`☑ ${Тема}`, `deal ${at('deal', Сделка)}`]),
    ),
    ...tables.notes.map(({ Код: key = '', Текст = '', Сделка = '' }) =>
      record('note', key, (at) => [Текст, `deal ${at('deal', Сделка)}`]),
    ),
  ];
}

function record(kind: string, key: string, says: Expectation): ExpectedRecord {
  return { kind, key, says };
}
