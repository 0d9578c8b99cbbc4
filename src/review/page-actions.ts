/** Browser script: what a person does, by click or key, and the start. */
export const actionScript = String.raw`
function toggle(at) {
  const record = state.view.records[at];
  if (!record) return;
  const { seq } = record;
  state.members = state.members.includes(seq) ? state.members.filter((one) => one !== seq) : [...state.members, seq];
  state.values = {};
  state.dropped = {};
  preview();
}

function choose(field, value) {
  state.values[field] = value;
  preview();
}

function drop(field, text) {
  const dropped = state.dropped[field] || new Set();
  if (dropped.has(text)) dropped.delete(text);
  else dropped.add(text);
  state.dropped[field] = dropped;
  const base = state.base[field] || { texts: [], value: [] };
  const kept = (base.value || []).filter((_, at) => !dropped.has(base.texts[at]));
  if (dropped.size === 0) delete state.values[field];
  else state.values[field] = kept;
  preview();
}

function edit(cell, row) {
  const input = el('input', { type: 'text', value: (state.result[row.field] || { texts: [] }).texts[0] || '', 'aria-label': T.type + ': ' + fieldName(row.field), maxlength: '1000' });
  let isDone = false;
  const done = (isKept) => {
    // Taking the input away makes it change once more.
    if (isDone) return;
    isDone = true;
    state.isTyping = false;
    if (isKept) state.values[row.field] = input.value.trim() === '' ? null : input.value.trim();
    preview();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') done(true);
    if (event.key === 'Escape') done(false);
    event.stopPropagation();
  });
  input.addEventListener('change', () => done(true));
  input.addEventListener('focus', () => (state.isTyping = !isDone));
  input.addEventListener('blur', () => {
    state.isTyping = false;
    // Left as it was: what could not be shown meanwhile is shown now.
    if (state.isBehind) drawGroup();
  });
  cell.replaceChildren(input);
  input.focus();
  input.select();
}

let busy = false;
async function once(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch (error) {
    fail(error);
  } finally {
    busy = false;
  }
}

function answer(action) {
  return once(async () => {
    if (!state.view) return;
    if (action === 'same' && (state.members.length < 2 || state.wrong.length > 0)) return;
    const { id } = state.view;
    const { groups } = await api('decide', { id, action, members: action === 'same' ? state.members : [], values: action === 'same' ? state.values : {} });
    update(groups);
    say(T.done[action]);
    await openNext();
  });
}

function update(changed) {
  const statuses = new Map(changed.map((one) => [one.id, one.status]));
  for (const group of state.groups) if (statuses.has(group.id)) group.status = statuses.get(group.id);
}

function undo() {
  return once(async () => {
    const { groups } = await api('undo');
    if (groups.length === 0) return say(T.nothingToUndo);
    update(groups);
    say(T.undone);
    drawList();
    await open(groups[0].id);
  });
}

function askAlike() {
  return once(async () => {
    if (!state.view) return;
    const { id } = state.view;
    const { count } = await api('alike', { id });
    $('alike-text').textContent = fill(T.alikeConfirm, { n: number.format(count) });
    for (const action of ['same', 'different', 'later'])
      $('alike-' + action).onclick = () =>
        once(async () => {
          $('alike').close();
          const { groups } = await api('alike', { id, action });
          update(groups);
          say(T.done[action] + ': ' + number.format(count));
          await openNext();
        });
    $('alike').showModal();
  });
}

document.addEventListener('keydown', (event) => {
  const target = event.target;
  const isTyping = target instanceof Element && (target.matches('input[type=text], input[type=search], select, textarea') || target.closest('dialog') !== null);
  if (isTyping) {
    if (event.key === 'Escape' && target.id === 'search') target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const digit = /^[1-8]$/.test(event.key) ? Number(event.key) - 1 : -1;
  const russian = { ь: 'm', т: 'n', ы: 's', г: 'u', о: 'j', л: 'k', '.': '/', ',': '?' };
  const known = russian[key] || key;
  const does = {
    m: () => answer('same'),
    n: () => answer('different'),
    s: () => answer('later'),
    u: undo,
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    '/': () => $('search').focus(),
    '?': () => $('help').showModal(),
  }[known];
  if (digit >= 0 && state.view) toggle(digit);
  else if (does && !(known.startsWith('arrow') && target instanceof Element && target.closest('#scroll'))) does();
  else return;
  event.preventDefault();
});

async function start() {
  try {
    if (!config.offline) {
      const token = location.hash.slice(1);
      if (token !== '') {
        history.replaceState(null, '', location.pathname);
        await call('session', { token });
      }
    }
    state.groups = questionsOf(await api('groups'));
  } catch (error) {
    return fail(error);
  }
  fillFilters();
  await refilter();
  const first = state.groups.find(isOpen);
  if (first) await open(first.id);
  else $('group').replaceChildren(el('p', { class: 'hint' }, T.allDone));
  await fillOwners();
}

$('list').addEventListener('scroll', () => requestAnimationFrame(drawList));
addEventListener('resize', () => requestAnimationFrame(drawList));
$('help-open').onclick = () => $('help').showModal();
for (const dialog of document.querySelectorAll('dialog')) {
  for (const button of dialog.querySelectorAll('.close')) button.onclick = () => dialog.close();
}
start();
`;
