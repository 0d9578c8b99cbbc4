// The vendor's own client, unchanged, against an emulated portal: what hangs on records, chained commands, halts, custom fields,
// paging by id. node b24jssdk-entities.mjs <webhook>. Prints what it saw as JSON.
import { B24Hook } from '@bitrix24/b24jssdk';

const b24 = B24Hook.fromWebhookUrl(process.argv[2]);
const { call, batch, fetchList } = b24.actions.v2;
const seen = {};
const ask = async (method, params) => (await call.make({ method, params })).getData().result;
const told = (method, params) =>
  call.make({ method, params }).then(
    (answer) => [answer.isSuccess, ...answer.getErrorMessages()],
    (error) => [false, String(error.message)],
  );

// Each command of a batch may name what the ones before it gave.
const chained = await batch.make({
  calls: {
    company: { method: 'crm.company.add', params: { fields: { TITLE: 'ООО «Ромашка» & Ко' } } },
    contact: { method: 'crm.contact.add', params: { fields: { NAME: 'Анна', COMPANY_ID: '$result[company]' } } },
    deal: {
      method: 'crm.item.add',
      params: { entityTypeId: 2, fields: { title: 'Поставка', contactId: '$result[contact]' } },
    },
    again: { method: 'crm.item.get', params: { entityTypeId: 2, id: '$result[deal][item][id]' } },
  },
  options: { isHaltOnError: true, returnAjaxResult: false },
});
const { company, contact, deal, again } = chained.getData();
seen.chained = [(await ask('crm.contact.get', { id: contact })).COMPANY_ID === String(company), again.item.title];

// A halt leaves what comes after the failure undone.
const halted = await batch
  .make({
    calls: {
      good: { method: 'crm.contact.add', params: { fields: { NAME: 'До' } } },
      bad: { method: 'crm.item.get', params: { entityTypeId: 3, id: 999999 } },
      never: { method: 'crm.contact.add', params: { fields: { NAME: 'После' } } },
    },
    options: { isHaltOnError: true, returnAjaxResult: false },
  })
  .then(
    (answer) => answer.isSuccess,
    () => false,
  );
const names = (await ask('crm.contact.list', { filter: { '@NAME': ['До', 'После'] }, select: ['NAME'] })).map(
  ({ NAME }) => NAME,
);
seen.halted = [halted, names];

const id = deal.item.id;
await ask('crm.item.update', { entityTypeId: 2, id, fields: { stageId: 'WON', opportunity: 10.5 } });
const won = (await ask('crm.item.get', { entityTypeId: 2, id })).item;
seen.updated = [won.stageId, won.opportunity, won.closed];
const rows = [
  { productName: 'Кабель', price: 100.5, quantity: 2 },
  { productName: 'Работы', price: 9, quantity: 1 },
];
const set = await ask('crm.item.productrow.set', { ownerType: 'D', ownerId: id, productRows: rows });
const listed = await ask('crm.item.productrow.list', { filter: { '=ownerType': 'D', '=ownerId': id } });
seen.rows = [set.productRows.length, listed.productRows.map(({ productName, price }) => [productName, price])];
seen.sum = (await ask('crm.item.get', { entityTypeId: 2, id })).item.opportunity;

const presets = await ask('crm.requisite.preset.list', {});
const requisite = await ask('crm.requisite.add', {
  fields: { ENTITY_TYPE_ID: 4, ENTITY_ID: company, PRESET_ID: presets[0].ID, NAME: 'Ромашка', RQ_INN: '0277000018' },
});
const address = { TYPE_ID: 6, ENTITY_TYPE_ID: 8, ENTITY_ID: requisite, ADDRESS_1: 'ул. Первая, 1', CITY: 'Уфа' };
await ask('crm.address.add', { fields: address });
const bank = await ask('crm.requisite.bankdetail.add', {
  fields: { ENTITY_ID: requisite, NAME: 'Счёт', COUNTRY_ID: 1, RQ_ACC_NUM: '40702810000000000001' },
});
seen.requisites = [
  (await ask('crm.requisite.get', { id: requisite })).RQ_INN,
  (await ask('crm.address.list', { filter: { ENTITY_TYPE_ID: 8, ENTITY_ID: requisite } })).map(({ CITY }) => CITY),
  (await ask('crm.requisite.bankdetail.get', { id: bank })).RQ_ACC_NUM,
  await told('crm.address.add', { fields: address }),
];

const comment = await ask('crm.timeline.comment.add', {
  fields: { ENTITY_ID: id, ENTITY_TYPE: 'deal', COMMENT: 'Согласовано', FILES: [['а.txt', 'MTIz']] },
});
seen.comment = Object.values((await ask('crm.timeline.comment.get', { id: comment })).FILES).map(({ name }) => name);
const owner = { ownerTypeId: 2, ownerId: id };
const deadline = '2030-05-01T12:00:00+03:00';
const todo = (await ask('crm.activity.todo.add', { ...owner, deadline, title: 'Позвонить' })).id;
await ask('crm.activity.todo.update', { id: todo, ...owner, deadline, title: 'Написать' });
seen.todo = [
  (await ask('crm.activity.get', { id: todo })).SUBJECT,
  await told('crm.activity.todo.update', { id: todo, title: 'Без срока' }),
];

const field = await ask('crm.contact.userfield.add', {
  fields: {
    FIELD_NAME: 'COLOR',
    USER_TYPE_ID: 'enumeration',
    LABEL: 'Цвет',
    LIST: [{ VALUE: 'Синий' }, { VALUE: 'Белый' }],
  },
});
const described = (await ask('crm.contact.fields', {})).UF_CRM_COLOR;
await ask('crm.contact.update', { id: contact, fields: { UF_CRM_COLOR: described.items[1].ID } });
const universal = (await ask('crm.item.get', { entityTypeId: 3, id: contact })).item;
seen.field = [
  field > 0,
  described.items.map(({ VALUE }) => VALUE),
  String(universal.ufCrmColor) === String(described.items[1].ID),
];

// A thousand rows without counting: page after page by id.
seen.walked = [];
for await (const chunk of fetchList.make({
  method: 'crm.contact.list',
  params: { filter: { '>ID': 0 }, select: ['ID'] },
  idKey: 'ID',
})) {
  seen.walked.push(chunk.length);
}
const bare = await call.make({
  method: 'crm.contact.list',
  params: { order: { ID: 'ASC' }, filter: { '>ID': Number(contact) }, select: ['ID'], start: -1 },
});
seen.uncounted = [bare.getData().result.length, bare.getTotal(), bare.isMore()];

await ask('crm.item.delete', { entityTypeId: 2, id });
seen.deleted = await told('crm.item.get', { entityTypeId: 2, id });
seen.missing = await told('crm.nothing.of.the.kind', {});
console.log(JSON.stringify(seen));
