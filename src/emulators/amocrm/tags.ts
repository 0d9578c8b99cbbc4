import type { Answer } from '../emulator.ts';
import { elementsOf, page, requestIdOf, selfLink, written, type ApiRequest, type PathParts } from './api.ts';
import { findings, nullable, oneOf, requestId, shape, text, under, type Check } from './checks.ts';
import { kindOf } from './entities.ts';
import { tagNamed } from './entity-store.ts';
import { memberOf, textOf, type JsonObject } from './json.ts';
import { queryText, queryValues } from './query.ts';

const colors = (
  '044075 0b4f6c 20a39e 3772ff 4b88a2 5b8e7d 9b5de5 b5179e bc4749 d62828 DDEBB5 EBEBEB F3D7CA FFE4A1 ' +
  'FFC8C8 D7EAFF EBFFB1 F9DEFF 87F2C0 FFCE5A'
).split(' ');

/** Colours are for tags of leads only. */
function tagCheck(isLead: boolean): Check {
  const color = isLead ? { color: nullable(oneOf(colors)) } : {};
  const members = shape({ request_id: requestId, ...color }, { name: text });
  return (value, path, found) => {
    members(value, path, found);
    if (memberOf(value, 'name') === '') found.push(findings.empty(under(path, 'name')));
  };
}

/** POST /{kind}/tags: a name there is already gives the tag there is. */
export function createTags(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const { state } = request;
  const checked = elementsOf(request.body, tagCheck(kind === 'leads'));
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index): JsonObject => {
    const name = textOf(element['name']) ?? '';
    const id = tagNamed(state, kind, name);
    const tag = state.tags[kind].get(id);
    const color = textOf(element['color']);
    if (tag !== undefined && color !== undefined) tag.color = color;
    return { id, name, color: tag?.color ?? null, request_id: requestIdOf(element, index) };
  });
  return written(request, 'tags', made);
}

/** GET /{kind}/tags: `query` finds a part of the name, `filter[name]` the whole. */
export function listTags(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const { query, state } = request;
  const part = queryText(query, 'query')?.toLowerCase() ?? '';
  const name = queryText(query, 'filter', 'name');
  const ids = queryValues(query, 'filter', 'id');
  const rows = state.tags[kind].rows.filter(
    (tag) =>
      tag.name.toLowerCase().includes(part) &&
      (name === undefined || tag.name === name) &&
      (ids === undefined || ids.includes(String(tag.id))),
  );
  return page(request, rows, {
    name: 'tags',
    view: ({ id, name: shown, color }) => ({
      id,
      name: shown,
      color,
      _links: selfLink(request, `/${kind}/tags/${id}`),
    }),
  });
}
