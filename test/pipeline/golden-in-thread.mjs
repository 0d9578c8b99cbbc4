// Merges pages of clusters with a thread of the built program and without, and prints whether they came to the same.
const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { goldenMaker } = await import(built('pipeline/golden-thread.js'));
const { goldenPage } = await import(built('pipeline/golden-page.js'));
const { defaultDedupeRules } = await import(built('model/dedupe.js'));

const rules = { kind: 'contact', rules: defaultDedupeRules };
const pages = Array.from({ length: 8 }, (_, page) => {
  const records = Array.from({ length: 40 }, (_, at) => [
    page * 40 + at + 1,
    'old',
    `ключ ${at}`,
    { full_name: `Щёкин Пётр ${at >> 1}`, tags: [String(at)] },
  ]);
  return {
    sizes: Array.from({ length: 20 }, () => 2),
    records: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')),
  };
});
const plain = (golden) => JSON.stringify(golden, (_, value) => (value instanceof Uint8Array ? [...value] : value));

const maker = goldenMaker(1e6, rules);
const made = pages.map((page) => maker.make(page));
const isSame = (await Promise.all(made)).map((golden, at) => plain(golden) === plain(goldenPage(pages[at], rules)));
await maker.close();
console.log(JSON.stringify({ threaded: made.filter((golden) => golden instanceof Promise).length, isSame }));
