// Starts the threads of a load with the built program, and leaves it at that: it is to end all the same.
const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { startEarly } = await import(built('pipeline/range-threads.js'));

const writer = { module: built('targets/sqlite/bulk-writer.js'), options: 'crm.db' };
const isStarted = [undefined, writer].map((place) => startEarly(place, 50_000) !== undefined);
console.log(JSON.stringify({ isStarted, few: startEarly(writer, 49_999) === undefined }));
