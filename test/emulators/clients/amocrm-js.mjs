// A client of the community, unchanged, against an emulated account: node amocrm-js.mjs <port>. It calls the account's own
// name over TLS; here that name leads to this computer. Prints what it saw as JSON.
import https from 'node:https';
import tls from 'node:tls';
import amocrm from 'amocrm-js';

const port = Number(process.argv[2]);
https.globalAgent.createConnection = (options) => tls.connect({ ...options, host: '127.0.0.1', port });

const auth = {
  client_id: 'client',
  client_secret: 'secret',
  redirect_uri: 'https://a.example/cb',
  code: 'code',
};
const client = new amocrm.Client({ domain: 'perenos', auth });
const seen = {};

seen.connected = await client.connection.connect();
const first = client.token.getValue();
const account = await client.request.get('/api/v4/account', { with: 'datetime_settings' });
seen.account = [account.data.subdomain, account.data._embedded.datetime_settings.timezone];
await client.token.refresh();
seen.refreshed = client.token.getValue().refresh_token !== first.refresh_token;

const fields = await client.request.post('/api/v4/contacts/custom_fields', [
  { name: 'Ключ', type: 'text', code: 'EXT_ID' },
]);
const fieldId = fields.data._embedded.custom_fields[0].id;

// Records of its own kind: made, changed, fetched.
const contact = new client.Contact({
  name: 'Анна Смирнова',
  custom_fields_values: [
    { field_id: fieldId, values: [{ value: 'c-1' }] },
    { field_code: 'PHONE', values: [{ value: '+7 900 111-22-33', enum_code: 'MOB' }] },
  ],
});
await contact.save();
const fetched = await client.contacts.getById(contact.id, { with: ['leads'] });
seen.contact = [
  fetched.name,
  fetched.custom_fields_values.map(({ field_code: code, values }) => [code, values[0].value, values[0].enum_code]),
];
contact.name = 'Анна Ивановна Смирнова';
seen.changedAt = typeof (await contact.save()).updated_at;
seen.renamed = (await client.contacts.getById(contact.id)).name;

// What was fetched whole is sent back whole, with all that reading shows.
fetched.name = 'Анна С.';
fetched._embedded = undefined;
await fetched.save();
seen.sentBack = (await client.contacts.getById(contact.id)).name;

const company = new client.Company({ name: 'ООО «Ромашка»' });
await company.save();
await client.request.post('/api/v4/contacts/link', [
  { entity_id: contact.id, to_entity_id: company.id, to_entity_type: 'companies' },
]);
seen.companyOf = (await client.contacts.getById(contact.id))._embedded.companies[0].id === company.id;

const lead = new client.Lead({ name: 'Поставка', price: 1500 });
lead.embeddedContacts.set([{ id: contact.id }]);
await lead.save();
const read = await client.leads.getById(lead.id, { with: ['contacts'] });
seen.lead = [read.name, read.price, read._embedded.contacts[0].id === contact.id, read._embedded.contacts[0].is_main];

const task = new client.Task({
  text: 'Позвонить',
  complete_till: 1_900_000_000,
  entity_id: lead.id,
  entity_type: 'leads',
});
await task.save();
task.is_completed = true;
task.result = { text: 'Готово' };
await task.save();
const done = await client.tasks.getById(task.id);
seen.task = [done.text, done.is_completed, done.result.text];

// Lists: made by the hundred, walked page by page.
const many = Array.from({ length: 120 }, (_, at) => ({ name: `К${at}`, request_id: `r${at}` }));
seen.created = (await client.contacts.create(many)).length;
const pages = await client.contacts.get({ limit: 50, order: { id: 'asc' } });
seen.pages = [pages.getData().length];
while (pages.hasNext()) {
  await pages.next();
  seen.pages.push(pages.getData().length);
}
await pages.first();
seen.firstAgain = pages.getPage();
seen.searched = (await client.contacts.get({ query: 'К11' })).getData().length;
seen.empty = (await client.leads.get({ query: 'нет такой' })).getData().length;

const whole = await client.request.post('/api/v4/leads/complex', [
  { name: 'Всё сразу', _embedded: { contacts: [{ name: 'Б' }], companies: [{ name: 'В' }] } },
]);
seen.complex = [whole.data.length, whole.data[0].request_id, whole.data[0].merged];

const silent = console.error;
console.error = () => {};
seen.refused = await client.request
  .post('/api/v4/contacts', [{ nick: 'А' }])
  .catch(({ data }) => [data.status, data['validation-errors'][0].errors[0].code]);
console.error = silent;
seen.notDeleted = (await client.request.delete(`/api/v4/contacts/${contact.id}`).catch(({ data }) => data)).status;

console.log(JSON.stringify(seen));
