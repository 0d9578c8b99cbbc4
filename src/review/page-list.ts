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

async function call(path, body) {
  count(1);
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
    count(-1);
  }
}
let api = call;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const fieldName = (field) => capital(config.fields[field] || field);
const ruleName = (rule) => config.rules[rule] || rule;
const bandOf = (score) => (score >= 3 ? 'likely' : score >= 1 ? 'unsure' : 'unlikely');
const isOpen = (group) => group.status === 'open';

const filters = ['kind', 'band', 'rule', 'source', 'owner', 'status'];

function option(value, text) {
  return el('option', { value }, text);
}

function fillFilters() {
  const choices = {
    kind: [...new Set(state.groups.map((g) => g.kind))].map((kind) => [kind, T.kinds[kind]]),
    band: ['likely', 'unsure', 'unlikely'].map((band) => [band, T.bands[band]]),
    rule: [...new Set(state.groups.map((g) => g.rule))].map((rule) => [rule, ruleName(rule)]),
    source: [...new Set(state.groups.flatMap((g) => g.systems))].map((system) => [system, system]),
    owner: [...new Set(state.groups.map((g) => g.owner).filter(Boolean))].map((owner) => [owner, owner]),
    status: ['open', 'later', 'same', 'different'].map((status) => [status, T.statuses[status]]),
  };
  for (const name of filters) {
    const select = $('filter-' + name);
    select.replaceChildren(option('', T.all), ...choices[name].map(([value, text]) => option(value, text)));
    select.closest('label').hidden = choices[name].length < 2;
    select.onchange = refilter;
  }
  $('filter-status').value = '';
  $('filter-conflict').onchange = refilter;
  $('search').oninput = refilter;
}

function refilter() {
  const wanted = Object.fromEntries(filters.map((name) => [name, $('filter-' + name).value]));
  const text = $('search').value.trim().toLowerCase();
  const onlyConflicts = $('filter-conflict').checked;
  state.visible = state.groups.filter(
    (g) =>
      (wanted.kind === '' || g.kind === wanted.kind) &&
      (wanted.band === '' || bandOf(g.score) === wanted.band) &&
      (wanted.rule === '' || g.rule === wanted.rule) &&
      (wanted.source === '' || g.systems.includes(wanted.source)) &&
      (wanted.owner === '' || g.owner === wanted.owner) &&
      (wanted.status === '' || g.status === wanted.status) &&
      (!onlyConflicts || g.hasConflict) &&
      (text === '' || g.names.some((name) => name.toLowerCase().includes(text))),
  );
  $('list').scrollTop = 0;
  drawList();
}

const rowHeight = 64;

/** Only the rows in view exist: a list of 50 000 questions is as quick as one of fifty. */
function drawList() {
  const list = $('list');
  const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - 5);
  const last = Math.min(state.visible.length, first + Math.ceil(list.clientHeight / rowHeight) + 10);
  const focused = list.contains(document.activeElement);
  const rows = state.visible.slice(first, last).map((group, at) => drawRow(group, first + at));
  $('rows').replaceChildren(...rows);
  $('rows').style.height = state.visible.length * rowHeight + 'px';
  if (focused) list.querySelector('[aria-current]')?.focus({ preventScroll: true });
  $('empty').hidden = state.visible.length > 0;
  const left = state.groups.filter(isOpen).length;
  $('progress').textContent = fill(T.progress, { left: number.format(left), all: number.format(state.groups.length) });
  $('bar').max = Math.max(1, state.groups.length);
  $('bar').value = state.groups.length - left;
}

function drawRow(group, at) {
  const isCurrent = group.id === state.current;
  const row = el(
    'li',
    { 'aria-setsize': state.visible.length, 'aria-posinset': at + 1 },
    el(
      'button',
      { type: 'button', class: 'question ' + group.status, 'aria-current': isCurrent ? 'true' : null, onclick: () => open(group.id) },
      el('span', { class: 'names' }, group.names.join(' · ')),
      el(
        'span',
        { class: 'facts' },
        T.bands[bandOf(group.score)] + ' · ' + group.size + ' · ' + group.systems.join(', '),
        group.status === 'open' ? null : el('b', {}, ' ' + T.statuses[group.status]),
      ),
    ),
  );
  row.style.top = at * rowHeight + 'px';
  return row;
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
  drawList();
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
