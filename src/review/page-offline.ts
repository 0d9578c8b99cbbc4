/** Browser script of the single file: answers are kept by the browser and downloaded. */
export const offlineScript = String.raw`
if (config.offline) {
  const offline = config.offline;
  const name = 'perenos-review-' + offline.run;
  let acts = [];
  try {
    acts = JSON.parse(localStorage.getItem(name) || '[]');
  } catch {
    acts = [];
  }
  const views = new Map(offline.groups.map((view) => [view.id, view]));
  const statusOf = (id) => {
    const last = acts.filter((act) => act.group === id).at(-1);
    return last ? last.action : views.get(id).status;
  };
  const headOf = (id) => ({ ...views.get(id), status: statusOf(id) });
  const keep = () => {
    try {
      localStorage.setItem(name, JSON.stringify(acts));
    } catch {
      // A browser that keeps nothing: what is on the page can still be downloaded.
    }
  };
  const union = (view, row, members) => {
    const places = view.records.map((_, at) => at).filter((at) => members.includes(view.records[at].seq));
    const texts = [];
    const value = [];
    for (const at of places) {
      for (const [index, text] of row.texts[at].entries()) {
        if (texts.includes(text)) continue;
        texts.push(text);
        value.push((row.values[at] || [])[index]);
      }
    }
    return row.isList ? { texts, value } : { texts: texts.slice(0, 1), value: row.values[places.find((at) => row.texts[at].length > 0)] };
  };
  const local = {
    groups: () => {
      const numbers = offline.groups.map((_, at) => at);
      const all = (value) => offline.groups.map(value);
      return {
        kinds: all(({ kind }) => kind),
        rules: all(({ rule }) => rule),
        systems: all(({ systems }) => systems),
        statuses: all(({ id }) => statusOf(id)),
        id: all(({ id }) => id),
        score: all(({ score }) => score),
        kind: numbers,
        rule: numbers,
        system: numbers,
        status: numbers,
      };
    },
    rows: ({ ids }) => ({ rows: ids.map((id) => views.get(id)).map(({ id, names, size }) => ({ id, names, size })) }),
    search: ({ text, owner, onlyConflicts }) => {
      const wanted = text.toLowerCase();
      const fits = (g) =>
        (owner === '' || g.owner === owner) &&
        (!onlyConflicts || g.hasConflict) &&
        (wanted === '' || g.names.some((name) => name.toLowerCase().includes(wanted)));
      return { places: offline.groups.flatMap((g, at) => (fits(g) ? [at] : [])) };
    },
    owners: () => ({ owners: [...new Set(offline.groups.map(({ owner }) => owner))].filter(Boolean) }),
    group: ({ id }) => headOf(id),
    preview: ({ id, members, values }) => {
      const view = views.get(id);
      const isWhole = members.length === view.records.length;
      const fields = view.fields.map((row) => {
        const merged = isWhole ? view.merged.find(({ field }) => field === row.field) : undefined;
        const base = merged || { field: row.field, ...union(view, row, members) };
        if (!(row.field in values)) return base;
        const value = values[row.field];
        if (value === null) return { field: row.field, texts: [], value };
        if (row.isList) return { field: row.field, texts: base.texts.filter((_, at) => value.includes(base.value[at])), value };
        const at = row.values.findIndex((one) => JSON.stringify(one) === JSON.stringify(value));
        return { field: row.field, texts: at === -1 ? [String(value)] : row.texts[at], value };
      });
      return { fields, wrong: [] };
    },
    decide: ({ id, action, members, values }) => {
      acts.push({ group: id, action, members: members.map((seq) => views.get(id).keys[seq]), values, when: new Date().toISOString() });
      keep();
      return { groups: [headOf(id)] };
    },
    undo: () => {
      const act = acts.pop();
      keep();
      return { groups: act ? [headOf(act.group)] : [] };
    },
  };
  api = async (path, body) => local[path](body || {});
  const link = document.getElementById('download');
  link.onclick = () => {
    const file = new Blob([JSON.stringify({ format: 'perenos-decisions', version: 1, run: offline.run, decisions: acts }, null, 2)], { type: 'application/json' });
    const address = URL.createObjectURL(file);
    const anchor = Object.assign(document.createElement('a'), { href: address, download: 'decisions.json' });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
}
`;
