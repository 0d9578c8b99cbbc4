/** Browser script: state, transport, and the list of questions. Plain DOM; values only ever become text nodes. */
export const listScript = String.raw`
'use strict';
const config = JSON.parse(document.getElementById('config').textContent);
const T = config.texts;
const state = { groups: [], visible: [], current: null, view: null, members: [], values: {}, dropped: {}, base: {}, result: {}, wrong: [] };
const $ = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const number = new Intl.NumberFormat(config.language);
const shortNumber = new Intl.NumberFormat(config.language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const signed = (value) => shortNumber.format(value).replace('-', '−');

function el(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value === 'boolean') node[name] = value;
    else if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

function say(text, isBad) {
  const box = $('status');
  box.textContent = text;
  box.className = isBad ? 'bad' : '';
}

let pending = 0;
function count(by) {
  pending += by;
  $('group').setAttribute('aria-busy', String(pending > 0));
}

/** What fills in the list behind it says nothing about the group being looked at. */
async function call(path, body, isBehind) {
  if (!isBehind) count(1);
  try {
    const response = await fetch('/api/' + path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body || {}),
    });
    if (!response.ok) throw Object.assign(new Error(String(response.status)), { status: response.status });
    return await response.json();
  } finally {
    if (!isBehind) count(-1);
  }
}
let api = call;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const fieldName = (field) => capital(config.fields[field] || field);
const ruleName = (rule) => config.rules[rule] || rule;
const bandOf = (score) => (score >= 3 ? 'likely' : score >= 1 ? 'unsure' : 'unlikely');
const isOpen = (group) => group.status === 'open';

/** Columns of equal length, values named once, become questions. */
function questionsOf(columns) {
  const { kinds, rules, systems, statuses } = columns;
  return columns.id.map((id, at) => ({
    id,
    score: columns.score[at],
    kind: kinds[columns.kind[at]],
    rule: rules[columns.rule[at]],
    systems: systems[columns.system[at]],
    status: statuses[columns.status[at]],
  }));
}

const filters = ['kind', 'band', 'rule', 'source', 'owner', 'status'];

function option(value, text) {
  return el('option', { value }, text);
}

function fillFilter(name, choices) {
  const select = $('filter-' + name);
  select.replaceChildren(option('', T.all), ...choices.map(([value, text]) => option(value, text)));
  select.closest('label').hidden = choices.length < 2;
  select.onchange = refilter;
}

function fillFilters() {
  const different = (value) => [...new Set(state.groups.map(value))];
  fillFilter('kind', different((g) => g.kind).map((kind) => [kind, T.kinds[kind]]));
  fillFilter('band', ['likely', 'unsure', 'unlikely'].map((band) => [band, T.bands[band]]));
  fillFilter('rule', different((g) => g.rule).map((rule) => [rule, ruleName(rule)]));
  fillFilter('source', [...new Set(different((g) => g.systems).flat())].map((system) => [system, system]));
  fillFilter('owner', []);
  fillFilter('status', ['open', 'later', 'same', 'different'].map((status) => [status, T.statuses[status]]));
  $('filter-status').value = '';
  $('filter-conflict').onchange = refilter;
  $('search').oninput = refilter;
}

/** Owners stand in the records, which are read after the list is shown. */
async function fillOwners() {
  const { owners } = await api('owners', {}, true);
  fillFilter('owner', owners.map((owner) => [owner, owner]));
}

let searches = 0;

/** What the list can tell by itself it tells at once; names, owners and conflicts are looked for in the records. */
async function refilter() {
  const mine = (searches += 1);
  const wanted = Object.fromEntries(filters.map((name) => [name, $('filter-' + name).value]));
  const asked = { text: $('search').value.trim(), owner: wanted.owner, onlyConflicts: $('filter-conflict').checked };
  let some = state.groups;
  if (asked.text !== '' || asked.owner !== '' || asked.onlyConflicts) {
    try {
      some = (await api('search', asked)).places.map((at) => state.groups[at]);
    } catch (error) {
      return fail(error);
    }
  }
  // A later search has overtaken this one.
  if (mine !== searches) return;
  state.visible = some.filter(
    (g) =>
      (wanted.kind === '' || g.kind === wanted.kind) &&
      (wanted.band === '' || bandOf(g.score) === wanted.band) &&
      (wanted.rule === '' || g.rule === wanted.rule) &&
      (wanted.source === '' || g.systems.includes(wanted.source)) &&
      (wanted.status === '' || g.status === wanted.status),
  );
  $('list').scrollTop = 0;
  drawList();
}

const rowHeight = 64;
const drawn = new Map();

/** Only the rows in view exist: a list of 50 000 questions is as quick as one of fifty. Rows that stay are not made anew. */
function drawList() {
  const list = $('list');
  const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - 5);
  const last = Math.min(state.visible.length, first + Math.ceil(list.clientHeight / rowHeight) + 10);
  const shown = state.visible.slice(first, last);
  const kept = new Set(shown);
  for (const [group, row] of drawn) {
    if (kept.has(group)) continue;
    row.remove();
    drawn.delete(group);
  }
  for (const [at, group] of shown.entries()) placeRow(group, first + at);
  $('rows').style.height = state.visible.length * rowHeight + 'px';
  $('empty').hidden = state.visible.length > 0;
  const left = state.groups.filter(isOpen).length;
  $('progress').textContent = fill(T.progress, { left: number.format(left), all: number.format(state.groups.length) });
  $('bar').max = Math.max(1, state.groups.length);
  $('bar').value = state.groups.length - left;
  fetchNames(shown);
}

/** Puts a row where it belongs, in the order of the list for those who hear it; one that stands there already stays. */
function placeRow(group, at) {
  let row = drawn.get(group);
  if (row === undefined) {
    row = el('li', {}, el('button', { type: 'button', onclick: () => open(group.id) }, el('span', { class: 'names' }), el('span', { class: 'facts' })));
    drawn.set(group, row);
  }
  const place = String(at + 1);
  if (row.getAttribute('aria-posinset') !== place || !row.isConnected) {
    row.setAttribute('aria-posinset', place);
    row.style.top = at * rowHeight + 'px';
    const after = [...$('rows').children].find((other) => Number(other.getAttribute('aria-posinset')) > at + 1);
    $('rows').insertBefore(row, after || null);
  }
  row.setAttribute('aria-setsize', String(state.visible.length));
  writeRow(group, row);
}

function writeRow(group, row) {
  const [button] = row.children;
  const [names, facts] = button.children;
  button.className = 'question ' + group.status;
  if (group.id === state.current) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
  const text = group.names ? group.names.join(' · ') : '…';
  const said = [T.bands[bandOf(group.score)], group.size, group.systems.join(', ')].filter(Boolean).join(' · ');
  const status = group.status === 'open' ? '' : T.statuses[group.status];
  if (row.dataset.shown === text + said + status) return;
  row.dataset.shown = text + said + status;
  names.textContent = text;
  facts.replaceChildren(said, ...(status === '' ? [] : [el('b', {}, ' ' + status)]));
}

/** Names of the rows in view, asked for once. */
async function fetchNames(shown) {
  const unknown = shown.filter((group) => group.names === undefined && !group.isAsked);
  if (unknown.length === 0) return;
  for (const group of unknown) group.isAsked = true;
  try {
    const { rows } = await api('rows', { ids: unknown.map(({ id }) => id) }, true);
    const byId = new Map(rows.map((one) => [one.id, one]));
    for (const group of unknown) Object.assign(group, byId.get(group.id));
  } catch (error) {
    for (const group of unknown) group.isAsked = false;
    return fail(error);
  }
  for (const group of unknown) if (drawn.has(group)) writeRow(group, drawn.get(group));
}

function step(by) {
  const at = state.visible.findIndex((g) => g.id === state.current);
  const next = state.visible[Math.min(state.visible.length - 1, Math.max(0, at + by))];
  if (next) open(next.id);
}

function openNext() {
  const at = state.visible.findIndex((g) => g.id === state.current);
  const order = [...state.visible.slice(at + 1), ...state.visible.slice(0, Math.max(0, at))];
  const next = order.find(isOpen);
  if (next) return open(next.id);
  if (state.groups.some(isOpen)) return open(state.current);
  state.current = null;
  $('group').replaceChildren(el('p', { class: 'hint' }, T.allDone));
  drawList();
}

function showInList(id) {
  const at = state.visible.findIndex((g) => g.id === id);
  const list = $('list');
  if (at === -1) return;
  const top = at * rowHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
}
`;
