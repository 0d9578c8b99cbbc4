import type { EntityName } from '../../src/emulators/bitrix24/entity-types.ts';
import type { Portal } from '../../src/emulators/bitrix24/portal.ts';
import type { EntityKind, StoredEntity } from '../../src/emulators/amocrm/records.ts';
import type { AmocrmState } from '../../src/emulators/amocrm/state.ts';

/** A stand-in of a CRM, past the program. */
export type StandIn = Portal | AmocrmState;

/** A record of it, as far as the tables of `rehearsal.ts` speak of it. */
export interface StandingRecord {
  readonly kind: EntityName;
  readonly id: number;
  /** Source key behind our marker; empty where there is none. */
  readonly key: string;
  readonly name: string;
  /** Of deals: exact, wherever it is kept. */
  readonly amount: number | undefined;
  /** Phones and e-mail addresses. */
  readonly points: readonly string[];
  readonly companies: readonly number[];
  readonly contacts: readonly number[];
}

/** Companies, contacts and deals that stand there, but for what a rollback has put aside. */
export function standingIn(standIn: StandIn): readonly StandingRecord[] {
  return 'bindings' in standIn ? inPortal(standIn) : inAccount(standIn);
}

function inPortal(portal: Portal): readonly StandingRecord[] {
  return (['company', 'contact', 'deal'] as const).flatMap((kind) =>
    [...portal.items[kind].all()].map(({ id, values, multi }): StandingRecord => {
      const { contactCompanies, dealContacts } = portal.bindings;
      const companyOfDeal = values['COMPANY_ID'];
      const companies =
        kind === 'contact' ? contactCompanies.of(id).map((bound) => bound.id) : [companyOfDeal].map(Number);
      return {
        kind,
        id,
        key:
          String(values['ORIGIN_ID'] ?? '')
            .split(':')
            .at(-1) ?? '',
        name: String(values['TITLE']),
        amount: kind === 'deal' ? Number(values['OPPORTUNITY']) : undefined,
        points: multi.map(({ value }) => value),
        companies: kind === 'company' ? [] : companies,
        contacts: kind === 'deal' ? dealContacts.of(id).map((bound) => bound.id) : [],
      };
    }),
  );
}

const kindOf: Readonly<Record<string, EntityName>> = { companies: 'company', contacts: 'contact', leads: 'deal' };

function inAccount(state: AmocrmState): readonly StandingRecord[] {
  return (['companies', 'contacts', 'leads'] as const).flatMap((of) => {
    const idOf = (wanted: string): number => state.fields[of].rows.find(({ code }) => code === wanted)?.id ?? 0;
    const [marker, phone, email] = [idOf('PERENOS_ID'), idOf('PHONE'), idOf('EMAIL')];
    const undone = new Set(
      state.tags[of].rows.flatMap(({ id, name }) => (name.startsWith('perenos-undo-') ? [id] : [])),
    );
    return state.entities[of].rows
      .filter(({ tags }) => !tags.some((id) => undone.has(id)))
      .map((row): StandingRecord => {
        const bound = (kind: EntityKind) =>
          state.links.of({ kind: of, id: row.id }).flatMap((link) => (link.kind === kind ? [link.id] : []));
        return {
          kind: kindOf[of] ?? 'deal',
          id: row.id,
          // `rehearsal|contact:old:17`
          key: valuesOf(row, marker)[0]?.split(':').at(-1) ?? '',
          name: row.name,
          amount: of === 'leads' ? amountOf(state, row) : undefined,
          points: [...valuesOf(row, phone), ...valuesOf(row, email)],
          companies: of === 'companies' ? [] : bound('companies'),
          contacts: of === 'leads' ? bound('contacts') : [],
        };
      });
  });
}

function valuesOf({ fields }: StoredEntity, id: number): readonly string[] {
  return fields
    .filter(({ field_id: of }) => of === id)
    .flatMap(({ values }) => values.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))));
}

/** The price is a whole number: what it leaves out is in a note. */
function amountOf({ notes }: AmocrmState, { id }: StoredEntity): number {
  const text = JSON.stringify(notes.leads.rows.filter((note) => note.entity_id === id).map(({ params }) => params));
  return Number(/(\d+(?:\.\d+)?) RUB/.exec(text)?.[1] ?? Number.NaN);
}
