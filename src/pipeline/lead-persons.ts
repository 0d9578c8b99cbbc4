import type { EntityData } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { Reference } from '../model/reference.ts';

type Lead = EntityData['lead'];
type Contact = EntityData['contact'];

/** A valid lead with the relations that its mapping has found. */
export interface WholeLead extends Ref {
  readonly data: Lead;
  readonly references: readonly Reference[];
}

/** A lead and the person it told of, as a contact of its own. */
export interface SplitLead {
  readonly lead: { readonly data: Lead; readonly references: readonly Reference[] };
  readonly person: NewPerson | undefined;
}

export interface NewPerson {
  readonly key: string;
  readonly data: Contact;
  readonly references: readonly Reference[];
  /** False: nobody said who it is, so that a phone or an address stands for the name. */
  readonly isNamed: boolean;
}

/**
 * For targets whose leads have no people of their own: the person becomes a contact that the lead is linked to, and the company that the
 * lead names is found by its name or made, and both are linked to it. A lead that became a contact in the source is linked to that one
 * and keeps what it says itself. Undefined where there is neither a person nor a company to tell apart from the lead.
 */
export function splitLead({ system, key, data, references }: WholeLead): SplitLead | undefined {
  const links = data.converted_to ?? [];
  const became = (kind: 'company' | 'contact') => links.find((link) => link.kind === kind)?.ref;
  const company = companyOf(system, data, became('company'));
  const { rest, person } = became('contact') === undefined ? personOf(data) : { rest: data, person: undefined };
  if (person === undefined && company?.isNew !== true) return undefined;
  const { company_name: named, ...others } = rest;
  const personRef: Ref = { system, key: `lead:${key}` };
  const newLinks = [
    ...(person === undefined ? [] : [{ kind: 'contact' as const, ref: personRef }]),
    ...(company?.isNew === true ? [{ kind: 'company' as const, ref: company.ref }] : []),
  ];
  const lead: Lead = {
    ...others,
    ...(company?.isNew === true || named === undefined ? {} : { company_name: named }),
    converted_to: [...newLinks, ...links],
  };
  const made = newLinks.map((link) => referenceTo('converted_to', link, company));
  return {
    lead: { data: lead, references: [...references, ...made] },
    person:
      person === undefined
        ? undefined
        : { ...withCompany(person, company), key: personRef.key, references: ofPerson(references, company) },
  };
}

interface NamedCompany {
  readonly ref: Ref;
  /** The name is all that is known: the company is looked for by it. */
  readonly isNew: boolean;
}

function companyOf(system: string, { company_name: name }: Lead, became: Ref | undefined): NamedCompany | undefined {
  if (became !== undefined) return { ref: became, isNew: false };
  return name === undefined ? undefined : { ref: { system, key: name }, isNew: true };
}

type Person = Pick<NewPerson, 'data' | 'isNamed'>;

/** What a lead says of its person, and what is left of the lead. */
function personOf(lead: Lead): { readonly rest: Lead; readonly person: Person | undefined } {
  const { last_name, first_name, middle_name, position, phones, emails, urls, messengers, addresses, ...rest } = lead;
  const name = [last_name, first_name, middle_name].filter((part) => part !== undefined).join(' ');
  const reached = phones?.[0]?.value ?? emails?.[0]?.value ?? messengers?.[0]?.value;
  const full_name = name === '' ? reached : name;
  if (full_name === undefined) return { rest: lead, person: undefined };
  const said = { last_name, first_name, middle_name, full_name, position, phones, emails, urls, messengers, addresses };
  const { owner, created_at, created_by } = lead;
  const data = Object.fromEntries(
    Object.entries({ ...said, owner, created_at, created_by }).filter(([, value]) => value !== undefined),
  );
  // Every field has the schema that it has in a lead.
  return { rest, person: { data: data as Contact, isNamed: name !== '' } };
}

function withCompany({ data, isNamed }: Person, company: NamedCompany | undefined): Person {
  if (company === undefined) return { data, isNamed };
  return { data: { ...data, companies: [{ ref: company.ref, primary: true }] }, isNamed };
}

/** The person has the owner and the author of the lead. */
function ofPerson(references: readonly Reference[], company: NamedCompany | undefined): readonly Reference[] {
  const people = references.filter(({ field }) => field === 'owner' || field === 'created_by');
  if (company === undefined) return people;
  return [...people, referenceTo('companies', { kind: 'company', ref: company.ref }, company)];
}

function referenceTo(
  field: string,
  { kind, ref }: { readonly kind: 'company' | 'contact'; readonly ref: Ref },
  company: NamedCompany | undefined,
): Reference {
  const isNamed = kind === 'company' && company?.isNew === true;
  return isNamed ? { field, kind, ref, onMissing: 'stub', stubName: ref.key } : { field, kind, ref, onMissing: 'null' };
}
