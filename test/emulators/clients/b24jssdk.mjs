// The vendor's own client, unchanged, against an emulated portal: node b24jssdk.mjs <webhook>. Prints what it saw as JSON.
import { ApiVersion, B24Hook } from '@bitrix24/b24jssdk';

const b24 = B24Hook.fromWebhookUrl(process.argv[2]);
const { call, batch, batchByChunk, callList, fetchList } = b24.actions.v2;
const seen = {};

const added = await call.make({
  method: 'crm.contact.add',
  params: { fields: { NAME: 'Анна', LAST_NAME: '"A&B" #1', PHONE: [{ VALUE: '+79160000001', VALUE_TYPE: 'MOBILE' }] } },
});
seen.added = added.getData().result;

const item = await call.make({
  method: 'crm.item.add',
  params: { entityTypeId: 2, fields: { title: 'Сделка', contactIds: [seen.added] } },
});
seen.item = item.getData().result.item;

const calls = Array.from({ length: 119 }, (_, at) => ({
  method: 'crm.contact.add',
  params: { fields: { NAME: `N${at}`, COMMENTS: at === 0 ? '50% & [b] + ?=' : '' } },
}));
const many = await batchByChunk.make({ calls, options: { isHaltOnError: false } });
seen.many = many.isSuccess;

const all = await callList.make({ method: 'crm.contact.list', params: { select: ['ID', 'NAME'] } });
seen.listed = all.getData().length;

seen.fetched = [];
for await (const chunk of fetchList.make({
  method: 'crm.item.list',
  params: { entityTypeId: 3, select: ['id', 'name'] },
  idKey: 'id',
  customKeyForResult: 'items',
})) {
  seen.fetched.push(chunk.length);
}

const first = await call.make({ method: 'crm.contact.list', params: { select: ['ID'] } });
seen.total = first.getTotal();
seen.pages = 1;
for (let page = first; page.isMore(); seen.pages += 1) page = await page.getNext(b24.getHttpClient(ApiVersion.v2));

const mixed = await batch.make({
  calls: {
    contact: { method: 'crm.contact.get', params: { id: seen.added } },
    missing: { method: 'crm.item.get', params: { entityTypeId: 3, id: 999999 } },
    comment: { method: 'crm.contact.get', params: { id: seen.added + 1 } },
  },
  options: { isHaltOnError: false, returnAjaxResult: false },
});
const data = mixed.getData();
seen.batch = {
  name: data.contact.LAST_NAME,
  phone: data.contact.PHONE?.[0]?.VALUE,
  comment: data.comment.COMMENTS,
  errors: mixed.getErrorMessages().length,
};

// The client looks for a code and finds none in errors of classic methods: a universal one is asked.
const refused = await call
  .make({ method: 'crm.item.add', params: { entityTypeId: 3, fields: { comments: 'nobody' } } })
  .catch((error) => ({ isSuccess: false, getErrorMessages: () => [String(error.message)] }));
seen.refused = { isSuccess: refused.isSuccess, messages: refused.getErrorMessages() };

console.log(JSON.stringify(seen));
