/** Browser script: one group, its records beside each other and what they become. */
export const groupScript = String.raw`
async function open(id) {
  state.current = id;
  // Nothing can be answered about a group that is not shown any more, or not yet.
  state.view = null;
  const inList = $('list').contains(document.activeElement);
  drawList();
  showInList(id);
  if (inList) $('list').querySelector('[aria-current]')?.focus({ preventScroll: true });
  try {
    const view = await api('group', { id });
    if (state.current !== id) return;
    state.view = view;
  } catch (error) {
    return fail(error);
  }
  state.members = state.view.records.map((record) => record.seq);
  state.values = {};
  state.dropped = {};
  await preview();
}

function fail(error) {
  say(error.status === 403 ? T.needLink : T.failed, true);
}

let previews = 0;

async function preview() {
  if (!state.view) return;
  const mine = (previews += 1);
  const { id } = state.view;
  const wanted = { id, members: state.members, values: state.values };
  try {
    const found = await api('preview', wanted);
    // Another choice or another group has overtaken this one.
    if (mine !== previews || !state.view) return;
    state.result = Object.fromEntries(found.fields.map((one) => [one.field, one]));
    state.wrong = found.wrong;
    if (Object.keys(state.values).length === 0) state.base = state.result;
  } catch (error) {
    return fail(error);
  }
  // A field that is being typed into would go, and the letters after it be taken for keys: what it ends with asks anew.
  if (state.isTyping) state.isBehind = true;
  else drawGroup();
}

/** Marks the characters of a text that its neighbour does not have. */
function marked(text, other) {
  if (other === undefined || other === '' || other === text || text === '') return [text];
  if (text.length * other.length > 40000) return [el('mark', {}, text)];
  const width = other.length + 1;
  const table = new Uint16Array((text.length + 1) * width);
  for (let i = text.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      table[i * width + j] =
        text[i] === other[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
  // Texts with little in common are simply different: single equal letters would say nothing.
  if (table[0] * 2 < Math.max(text.length, other.length)) return [el('mark', {}, text)];
  const parts = [];
  let same = true;
  let held = '';
  const flush = () => {
    if (held !== '') parts.push(same ? held : el('mark', {}, held));
    held = '';
  };
  for (let i = 0, j = 0; i < text.length; ) {
    const isSame = j < other.length && text[i] === other[j];
    if (!isSame && j < other.length && table[i * width + j + 1] >= table[(i + 1) * width + j]) {
      j++;
      continue;
    }
    if (isSame !== same) flush();
    same = isSame;
    held += text[i];
    i++;
    if (isSame) j++;
  }
  flush();
  return parts;
}

function chance(bits) {
  const p = 1 / (1 + 2 ** -bits);
  if (p > 0.999) return '> ' + new Intl.NumberFormat(config.language, { style: 'percent', maximumFractionDigits: 1 }).format(0.999);
  return new Intl.NumberFormat(config.language, { style: 'percent', maximumFractionDigits: p > 0.99 || p < 0.01 ? 1 : 0 }).format(p);
}

function drawWhy(view) {
  const nameOf = (seq) => view.records.findIndex((record) => record.seq === seq) + 1;
  return el(
    'details',
    { class: 'why', open: view.edges.length <= 2 },
    el('summary', {}, T.why),
    ...view.edges.map((edge) =>
      el(
        'div',
        { class: 'edge' },
        el('p', {}, el('b', {}, nameOf(edge.left) + ' ↔ ' + nameOf(edge.right)), ' — ' + ruleName(edge.rule) + '. ' + T.score + ': ' + signed(edge.score) + ' ' + T.bits + ', ' + fill(T.chance, { p: chance(edge.score) })),
        el(
          'ul',
          { class: 'evidence' },
          ...edge.evidence
            .slice()
            .sort((a, b) => b.weight - a.weight)
            .map((one) =>
              el('li', { class: one.weight >= 0 ? 'for' : 'against' }, fieldName(one.field) + ': ' + (config.evidence[one.level] || one.level) + ' ', el('b', {}, signed(one.weight))),
            ),
        ),
      ),
    ),
  );
}

function drawHead(view) {
  const cells = view.records.map((record, at) => {
    const box = el('input', { type: 'checkbox', checked: state.members.includes(record.seq), onchange: () => toggle(at), 'aria-label': fill(T.include, { n: at + 1 }) });
    const place = [record.file, record.sheet].filter(Boolean).join(' › ') + (record.line > 0 ? ':' + record.line : '');
    const isMerged = view.records.some((other) => other !== record && other.cluster === record.cluster);
    return el(
      'th',
      { scope: 'col', class: state.members.includes(record.seq) ? '' : 'out' },
      el('label', { class: 'pick' }, box, el('kbd', {}, String(at + 1)), ' ' + record.system + ':' + record.key),
      el('small', {}, place),
      record.changed ? el('small', {}, fill(T.changed, { date: record.changed.slice(0, 10) })) : null,
      record.links > 0 ? el('small', {}, fill(T.links, { n: record.links })) : null,
      isMerged ? el('small', { class: 'merged' }, T.merged) : null,
    );
  });
  return el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, T.field), ...cells, el('th', { scope: 'col', class: 'result' }, T.result)));
}

const itemsOf = (texts) => texts.join('; ');

function drawCell(view, row, at) {
  const texts = row.texts[at];
  const isOut = !state.members.includes(view.records[at].seq);
  const first = row.texts.findIndex((one, place) => place !== at && one.length > 0);
  if (row.isList) {
    const dropped = state.dropped[row.field] || new Set();
    return el(
      'td',
      { class: isOut ? 'out' : '' },
      ...texts.map((text) => {
        const alone = row.texts.every((other) => !other.includes(text) || other === texts);
        return el('label', { class: 'item' + (alone && row.differs ? ' only' : '') }, el('input', { type: 'checkbox', checked: !dropped.has(text), disabled: isOut, onchange: () => drop(row.field, text) }), el('span', {}, text));
      }),
    );
  }
  const shown = texts[0] || '';
  const result = itemsOf((state.result[row.field] || { texts: [] }).texts);
  const reference = at === first || first === -1 ? undefined : itemsOf(row.texts[at === 0 ? first : 0]);
  if (shown === '') return el('td', { class: isOut ? 'out' : '' }, el('span', { class: 'empty' }, '—'));
  return el(
    'td',
    { class: isOut ? 'out' : '' },
    el('button', { type: 'button', class: 'value', 'aria-pressed': String(shown === result), onclick: () => choose(row.field, row.values[at]) }, ...(row.differs ? marked(shown, reference) : [shown])),
  );
}

function drawResult(row) {
  const result = state.result[row.field] || { texts: [] };
  const isWrong = state.wrong.includes(row.field);
  const cell = el('td', { class: 'result' }, ...result.texts.map((text) => el('div', {}, text)));
  if (result.texts.length === 0) cell.append(el('span', { class: 'empty' }, T.none));
  if (isWrong) cell.append(el('strong', { class: 'wrong' }, String(state.values[row.field]) + ' — ' + T.wrongValue));
  if (row.isText) {
    cell.append(
      el('button', { type: 'button', class: 'edit', 'aria-label': T.type + ': ' + fieldName(row.field), title: T.type, onclick: () => edit(cell, row) }, '✎'),
    );
  }
  return cell;
}

function drawRows(view, rows) {
  return rows.map((row) =>
    el('tr', { class: row.differs ? 'differs' : '' }, el('th', { scope: 'row' }, fieldName(row.field)), ...view.records.map((_, at) => drawCell(view, row, at)), drawResult(row)),
  );
}

function drawGroup() {
  const { view } = state;
  if (!view) return;
  state.isBehind = false;
  const differing = view.fields.filter((row) => row.differs);
  const equal = view.fields.filter((row) => !row.differs);
  const folded = el('tbody', { hidden: !state.showEqual, id: 'equal' }, ...drawRows(view, equal));
  const fold = el(
    'tbody',
    {},
    el('tr', { class: 'fold' }, el('td', { colspan: view.records.length + 2 }, el('button', { type: 'button', 'aria-expanded': String(Boolean(state.showEqual)), 'aria-controls': 'equal', onclick: () => ((state.showEqual = !state.showEqual), drawGroup()) }, fill(T.equalFields, { n: equal.length })))),
  );
  const isPart = state.members.length < view.records.length;
  const canMerge = state.members.length > 1 && state.wrong.length === 0;
  const action = (key, text, does, kind, disabled) => el('button', { type: 'button', class: kind, disabled: Boolean(disabled), onclick: does }, text + ' ', el('kbd', {}, key));
  const scroll = $('scroll') ? $('scroll').scrollLeft : 0;
  $('group').replaceChildren(
    el('h2', {}, view.names.join(' · '), ' ', el('span', { class: 'badge ' + view.status }, T.statuses[view.status])),
    el('div', { class: 'actions' }, action('M', isPart ? T.split : T.merge, () => answer('same'), 'primary', !canMerge), action('N', T.different, () => answer('different'), ''), action('S', T.later, () => answer('later'), ''), action('U', T.undo, undo, ''), config.offline ? null : el('button', { type: 'button', onclick: askAlike }, T.alike)),
    el('div', { class: 'scroll', id: 'scroll', tabindex: '0', role: 'region', 'aria-label': view.names.join(' · ') }, el('table', {}, drawHead(view), el('tbody', {}, ...drawRows(view, differing)), equal.length > 0 ? fold : null, folded)),
    drawWhy(view),
  );
  $('scroll').scrollLeft = scroll;
}
`;
