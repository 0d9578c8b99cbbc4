// A client of the community, unchanged, against an emulated account: filters, bonds, notes, lists, refusals, renewal of tokens.
// node amocrm-js-entities.mjs <port>. Prints what it saw as JSON.
import https from 'node:https';
import tls from 'node:tls';
import amocrm from 'amocrm-js';

const port = Number(process.argv[2]);
https.globalAgent.createConnection = (options) => tls.connect({ ...options, host: '127.0.0.1', port });

const auth = { client_id: 'client', client_secret: 'secret', redirect_uri: 'https://a.example/cb', code: 'code' };
const client = new amocrm.Client({ domain: 'perenos', auth });
const seen = {};
const silent = console.error;
const refusal = async (call) => {
  console.error = () => {};
  try {
    return (await call()).response?.statusCode ?? 'answered';
  } catch ({ data }) {
    return data?.status ?? 'refused';
  } finally {
    console.error = silent;
  }
};
await client.connection.connect();
const ask = async (method, path, body) => (await client.request[method](`/api/v4${path}`, body)).data;

const made = await ask('post', '/contacts', [
  { name: 'Анна', request_id: 'a' },
  { name: 'Пётр', request_id: 'b' },
]);
const [anna, petr] = made._embedded.contacts.map(({ id }) => id);
seen.echoed = made._embedded.contacts.map(({ request_id: requestId }) => requestId);
const [company] = (await ask('post', '/companies', [{ name: 'ООО «Ромашка»' }]))._embedded.companies;
const [lead] = (await ask('post', '/leads', [{ name: 'Поставка', price: 10, _embedded: { contacts: [{ id: anna }] } }]))
  ._embedded.leads;

// Bonds are made, read and ended.
await ask('post', `/leads/${lead.id}/link`, [
  { to_entity_id: petr, to_entity_type: 'contacts' },
  { to_entity_id: company.id, to_entity_type: 'companies' },
]);
const linksOf = async () =>
  (await ask('get', `/leads/${lead.id}/links`))._embedded.links.map(({ to_entity_type: type }) => type).toSorted();
seen.linked = await linksOf();
await ask('post', `/leads/${lead.id}/unlink`, [{ to_entity_id: petr, to_entity_type: 'contacts' }]);
seen.unlinked = await linksOf();
const whole = await ask('get', `/leads/${lead.id}`, { with: 'contacts,loss_reason' });
seen.embedded = [whole._embedded.contacts.map(({ id }) => id === anna), whole._embedded.companies[0].id === company.id];

const [note] = (await ask('post', `/leads/${lead.id}/notes`, [{ note_type: 'common', params: { text: 'Сказано' } }]))
  ._embedded.notes;
await ask('patch', '/leads/notes', [{ id: note.id, note_type: 'common', params: { text: 'Иначе' } }]);
seen.note = (await ask('get', `/leads/notes/${note.id}`)).params.text;
const till = 1_900_000_000;
const [task] = (
  await ask('post', '/tasks', [{ text: 'Звонок', complete_till: till, entity_id: lead.id, entity_type: 'leads' }])
)._embedded.tasks;
const tasks = await ask('get', '/tasks', { filter: { entity_type: 'leads', entity_id: [lead.id] } });
seen.tasks = tasks._embedded.tasks.map(({ id }) => id === task.id);

// Filters by name, number and time; pages lead to the next one until there is none.
seen.byName = (await ask('get', '/contacts', { filter: { name: ['Анна'] } }))._embedded.contacts.map(
  ({ name }) => name,
);
seen.byId = (await ask('get', '/contacts', { filter: { id: [petr] } }))._embedded.contacts.map(({ name }) => name);
const page = await ask('get', '/contacts', { limit: 1, order: { id: 'asc' } });
seen.page = [page._page, page._embedded.contacts.length, page._links.next.href.includes('page=2')];
seen.last = (await ask('get', '/contacts', { limit: 1, page: 2, order: { id: 'asc' } }))._links.next === undefined;

// A list of goods, one of them bound to the lead.
const [catalog] = (await ask('post', '/catalogs', [{ name: 'Товары' }]))._embedded.catalogs;
const [element] = (await ask('post', `/catalogs/${catalog.id}/elements`, [{ name: 'Кабель' }]))._embedded.elements;
await ask('post', `/leads/${lead.id}/link`, [
  { to_entity_id: element.id, to_entity_type: 'catalog_elements', metadata: { quantity: 3, catalog_id: catalog.id } },
]);
const goods = (await ask('get', `/leads/${lead.id}`, { with: 'catalog_elements' }))._embedded.catalog_elements;
seen.goods = goods.map(({ id, metadata }) => [id === element.id, metadata.quantity]);

const [field] = (
  await ask('post', '/leads/custom_fields', [
    {
      name: 'Цвет',
      type: 'select',
      enums: [
        { value: 'Синий', sort: 1 },
        { value: 'Белый', sort: 2 },
      ],
    },
  ])
)._embedded.custom_fields;
const colour = (value) => [{ field_id: field.id, values: [{ value }] }];
await ask('patch', `/leads/${lead.id}`, { custom_fields_values: colour('Белый') });
seen.colour = (await ask('get', `/leads/${lead.id}`)).custom_fields_values[0].values[0].value;
seen.noColour = await refusal(() =>
  client.request.patch(`/api/v4/leads/${lead.id}`, { custom_fields_values: colour('Чёрный') }),
);
seen.noSuch = await refusal(() => client.request.get('/api/v4/nothing'));

// Tokens are renewed as a pair; the old refresh token is void.
const first = client.token.getValue();
await client.token.refresh();
const second = client.token.getValue();
seen.rotated = [first.access_token !== second.access_token, first.refresh_token !== second.refresh_token];
seen.works = (await ask('get', '/account')).subdomain;
client.token.setValue({ ...second, refresh_token: first.refresh_token });
seen.void = await client.token.refresh().then(
  (value) => value?.data?.status ?? 'answered',
  (error) => error.data?.status ?? 'refused',
);
console.log(JSON.stringify(seen));
