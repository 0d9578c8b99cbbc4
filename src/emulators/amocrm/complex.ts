import type { Answer } from '../emulator.ts';
import { elementsOf, ok, requestIdOf, type ApiRequest } from './api.ts';
import { complexCheck, isClosing } from './entity-checks.ts';
import { bind, createEntity, updateEntity } from './entity-store.ts';
import { isObject, memberOf, numberOf, objectsOf, type Json, type JsonObject } from './json.ts';
import type { StoredEntity } from './records.ts';

/** The most leads in one call. */
const mostLeads = 50;

interface Made {
  readonly id: number;
  readonly isMerged: boolean;
}

/**
 * POST /leads/complex: each element a lead with a contact and a company, new or known. The answer is a bare list. With duplicate
 * control a contact with the same phone, stored before this request, is changed instead of made anew, and so is its open lead.
 */
export function createComplex(request: ApiRequest): Answer {
  const checked = elementsOf(request.body, complexCheck(request.state), mostLeads);
  if (!checked.ok) return checked.answer;
  const known = request.rules.duplicateControl ? phonesOf(request) : new Map<string, StoredEntity>();
  return ok(checked.elements.map((element, index) => createOne(request, element, { index, known })));
}

interface Place {
  readonly index: number;
  readonly known: ReadonlyMap<string, StoredEntity>;
}

function createOne(request: ApiRequest, element: JsonObject, { index, known }: Place): JsonObject {
  const embedded = element['_embedded'];
  const [givenContact] = objectsOf(memberOf(embedded, 'contacts'));
  const [givenCompany] = objectsOf(memberOf(embedded, 'companies'));
  const contact = givenContact === undefined ? undefined : contactFor(request, givenContact, known);
  const company = givenCompany === undefined ? undefined : recordFor(request, 'companies', givenCompany);
  const lead = leadFor(request, element, contact);
  const { state } = request;
  if (contact !== undefined) bind(state, { kind: 'leads', id: lead.id }, { kind: 'contacts', id: contact.id }, true);
  if (company !== undefined)
    bind(state, { kind: 'leads', id: lead.id }, { kind: 'companies', id: company.id }, undefined);
  if (contact !== undefined && company !== undefined && givenContact?.['id'] === undefined) {
    bind(state, { kind: 'contacts', id: contact.id }, { kind: 'companies', id: company.id }, undefined);
  }
  return {
    id: lead.id,
    contact_id: contact?.id ?? null,
    company_id: company?.id ?? null,
    request_id: [requestIdOf(element, index)],
    merged: lead.isMerged || contact?.isMerged === true,
  };
}

function contactFor(request: ApiRequest, given: JsonObject, known: ReadonlyMap<string, StoredEntity>): Made {
  const twin = given['id'] === undefined ? phonesIn(request, given).map((phone) => known.get(phone)) : [];
  const found = twin.find((row) => row !== undefined);
  if (found === undefined) return recordFor(request, 'contacts', given);
  updateEntity(request, 'contacts', found, given);
  return { id: found.id, isMerged: true };
}

function recordFor(request: ApiRequest, kind: 'contacts' | 'companies', given: JsonObject): Made {
  const row = request.state.entities[kind].get(numberOf(given['id']) ?? -1);
  if (row === undefined) return { id: createEntity(request, kind, given).id, isMerged: false };
  const { id: _id, is_main: _isMain, ...changes } = given;
  if (Object.keys(changes).length > 0) updateEntity(request, kind, row, changes);
  return { id: row.id, isMerged: false };
}

function leadFor(request: ApiRequest, element: JsonObject, contact: Made | undefined): Made {
  const { _embedded: embedded, ...rest } = element;
  const [tags, source] = [memberOf(embedded, 'tags'), memberOf(embedded, 'source')];
  const own = { ...(tags === undefined ? {} : { tags }), ...(source === undefined ? {} : { source }) };
  const plain = { ...rest, _embedded: own };
  const open = contact?.isMerged === true ? openLead(request, contact.id, element) : undefined;
  if (open !== undefined) {
    updateEntity(request, 'leads', open, plain);
    return { id: open.id, isMerged: true };
  }
  const lead = createEntity(request, 'leads', plain);
  if (isObject(memberOf(embedded, 'metadata'))) toInbox(request, lead);
  return { id: lead.id, isMerged: false };
}

function openLead(request: ApiRequest, contactId: number, element: JsonObject): StoredEntity | undefined {
  const pipeline = numberOf(element['pipeline_id']) ?? request.state.mainPipeline?.id;
  return request.state.links
    .of({ kind: 'contacts', id: contactId }, 'leads')
    .map(({ id }) => request.state.entities.leads.get(id))
    .find((lead) => lead?.pipeline_id === pipeline && lead?.is_deleted === false && !isClosing(lead.status_id));
}

/** A lead that came with the story of a request waits in the inbox of its pipeline, when that has one. */
function toInbox(request: ApiRequest, lead: StoredEntity): void {
  const pipeline = request.state.pipelines.get(lead.pipeline_id);
  const inbox = pipeline?.statuses.find(({ type }) => type === 1);
  if (pipeline?.is_unsorted_on === true && inbox !== undefined) lead.status_id = inbox.id;
}

function phonesOf(request: ApiRequest): Map<string, StoredEntity> {
  const field = request.state.fields.contacts.rows.find(({ code }) => code === 'PHONE');
  const known = new Map<string, StoredEntity>();
  for (const row of request.state.entities.contacts.rows) {
    if (row.is_deleted) continue;
    const values = row.fields.find(({ field_id: id }) => id === field?.id)?.values ?? [];
    for (const { value } of values) if (!known.has(lastDigits(value))) known.set(lastDigits(value), row);
  }
  known.delete('');
  return known;
}

function phonesIn(request: ApiRequest, given: JsonObject): readonly string[] {
  const field = request.state.fields.contacts.rows.find(({ code }) => code === 'PHONE');
  const lists = objectsOf(given['custom_fields_values']).filter(
    (entry) => entry['field_code'] === 'PHONE' || entry['field_id'] === field?.id,
  );
  return lists.flatMap((entry) => objectsOf(entry['values']).map((value) => lastDigits(value['value'] ?? '')));
}

function lastDigits(value: Json): string {
  return typeof value === 'string' ? value.replace(/\D/g, '').slice(-10) : '';
}
