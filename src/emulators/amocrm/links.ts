import type { Answer } from '../emulator.ts';
import { elementsOf, idFrom, nothing, ok, page, problem, selfLink, type ApiRequest, type PathParts } from './api.ts';
import { anything, findings, flag, integer, nullable, shape, under, type Check } from './checks.ts';
import { bind } from './entity-store.ts';
import { kindOf } from './entities.ts';
import { booleanOf, memberOf, numberOf, textOf, type Json, type JsonObject } from './json.ts';
import { queryText, queryValues } from './query.ts';
import type { EntityKind, StoredLink } from './records.ts';
import type { AmocrmState } from './state.ts';

/** What each kind of record can be bound to. */
const partners: Readonly<Record<EntityKind, readonly string[]>> = {
  contacts: ['leads', 'companies', 'catalog_elements'],
  companies: ['leads', 'contacts', 'catalog_elements'],
  leads: ['contacts', 'companies', 'catalog_elements'],
};

function isThere(state: AmocrmState, kind: string, id: number): boolean {
  if (kind === 'catalog_elements') return state.elements.has(id);
  return kind === 'contacts' || kind === 'companies' || kind === 'leads'
    ? state.entities[kind].get(id)?.is_deleted === false
    : false;
}

function linkCheck(state: AmocrmState, kind: EntityKind, ownId: number | undefined): Check {
  const metadata = shape({
    is_main: flag,
    main_contact: flag,
    quantity: anything,
    catalog_id: integer,
    price_id: nullable(integer),
    updated_by: integer,
  });
  const needed = { to_entity_id: integer, to_entity_type: anything };
  const members = shape(
    { metadata: nullable(metadata), entity_id: integer, request_id: anything },
    ownId === undefined ? { ...needed, entity_id: integer } : needed,
  );
  return (value, path, found) => {
    const before = found.length;
    members(value, path, found);
    if (found.length > before) return;
    const from = ownId ?? numberOf(memberOf(value, 'entity_id')) ?? -1;
    const target = textOf(memberOf(value, 'to_entity_type')) ?? '';
    if (!isThere(state, kind, from)) found.push(findings.choice(under(path, 'entity_id')));
    if (!partners[kind].includes(target)) found.push(findings.choice(under(path, 'to_entity_type')));
    else if (!isThere(state, target, numberOf(memberOf(value, 'to_entity_id')) ?? -1)) {
      found.push(findings.choice(under(path, 'to_entity_id')));
    }
  };
}

function ownIdOf(parts: PathParts): number | undefined {
  return parts[1] === undefined ? undefined : idFrom(parts[1]);
}

/** POST /{kind}/link and /{kind}/{id}/link. Binding what is bound already changes what the bond says. */
export function linkEntities(request: ApiRequest, parts: PathParts): Answer {
  const [kind, ownId] = [kindOf(parts), ownIdOf(parts)];
  const { state } = request;
  const checked = elementsOf(request.body, linkCheck(state, kind, ownId));
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element): JsonObject => {
    const [from, to] = endsOf(kind, ownId, element);
    const metadata = element['metadata'];
    const isMain = booleanOf(memberOf(metadata, 'is_main')) ?? booleanOf(memberOf(metadata, 'main_contact'));
    if (to.kind === 'catalog_elements') {
      const catalog = state.elements.get(to.id)?.catalog_id ?? 0;
      const quantity = numberOf(memberOf(metadata, 'quantity')) ?? 1;
      state.links.add(from, { ...to, is_main: false, quantity, catalog_id: catalog });
    } else bind(state, from, to, isMain);
    const link = state.links.of(from, to.kind).find(({ id }) => id === to.id);
    return link === undefined ? {} : linkView(from, link);
  });
  return ok({ _total_items: made.length, _links: selfLink(request, request.path), _embedded: { links: made } });
}

/** POST /{kind}/unlink and /{kind}/{id}/unlink: answered with nothing, also for a bond there was not. */
export function unlinkEntities(request: ApiRequest, parts: PathParts): Answer {
  const [kind, ownId] = [kindOf(parts), ownIdOf(parts)];
  const checked = elementsOf(request.body, linkCheck(request.state, kind, ownId));
  if (!checked.ok) return checked.answer;
  for (const element of checked.elements) request.state.links.remove(...endsOf(kind, ownId, element));
  return nothing;
}

interface End {
  readonly kind: string;
  readonly id: number;
}

function endsOf(kind: EntityKind, ownId: number | undefined, element: JsonObject): [End, End] {
  const from = { kind, id: ownId ?? numberOf(element['entity_id']) ?? -1 };
  return [from, { kind: textOf(element['to_entity_type']) ?? '', id: numberOf(element['to_entity_id']) ?? -1 }];
}

function linkView(from: End, link: StoredLink): JsonObject {
  return {
    entity_id: from.id,
    entity_type: from.kind,
    to_entity_id: link.id,
    to_entity_type: link.kind,
    metadata: metadataView(from.kind, link),
  };
}

function metadataView(kind: string, link: StoredLink): Json {
  if (link.kind === 'catalog_elements') return { quantity: link.quantity ?? 1, catalog_id: link.catalog_id ?? 0 };
  const isContactOfLead = kind === 'leads' && link.kind === 'contacts';
  const isLeadOfContact = kind === 'contacts' && link.kind === 'leads';
  return isContactOfLead || isLeadOfContact ? { main_contact: link.is_main } : null;
}

/** GET /{kind}/{id}/links and /{kind}/links?filter[entity_id][]= */
export function listLinks(request: ApiRequest, parts: PathParts): Answer {
  const [kind, ownId] = [kindOf(parts), ownIdOf(parts)];
  const { state, query } = request;
  const ids = ownId === undefined ? (queryValues(query, 'filter', 'entity_id') ?? []).map(Number) : [ownId];
  if (ids.length === 0) return problem(400, 'filter[entity_id] is required');
  const target = queryText(query, 'filter', 'to_entity_type');
  const toId = queryText(query, 'filter', 'to_entity_id');
  const rows = ids.flatMap((id) =>
    state.links
      .of({ kind, id }, target)
      .filter((link) => isThere(state, link.kind, link.id) && (toId === undefined || link.id === Number(toId)))
      .map((link) => linkView({ kind, id }, link)),
  );
  return page(request, rows, { name: 'links', view: (row) => row, hasTotal: true });
}
