// A client of the community, unchanged, against an emulated portal: node 2bad-bitrix.mjs <webhook>. Prints what it saw as JSON.
import { Bitrix, Method } from '@2bad/bitrix';

const bitrix = Bitrix(process.argv[2]);
const seen = {};

seen.added = (
  await bitrix.contacts.create({
    NAME: 'Анна',
    LAST_NAME: 'A&B',
    PHONE: [{ VALUE: '+79160000001', VALUE_TYPE: 'MOBILE' }],
  })
).result;
const contact = (await bitrix.contacts.get(String(seen.added))).result;
seen.contact = [contact.ID, contact.NAME, contact.LAST_NAME, contact.PHONE?.[0]?.VALUE];
seen.deal = (await bitrix.deals.create({ TITLE: 'Сделка', OPPORTUNITY: '1000.5' })).result;
seen.updated = (await bitrix.deals.update(String(seen.deal), { STAGE_ID: 'WON' })).result;

const commands = Array.from({ length: 119 }, (_, at) => ({
  method: Method.CRM_CONTACT_ADD,
  params: { fields: { NAME: `N${at}` } },
}));
const created = await bitrix.batch(commands);
seen.created = Object.values(created.result.result).length;

const listed = await bitrix.contacts.list({ select: ['ID', 'NAME'] });
seen.listed = [listed.result.length, new Set(listed.result.map(({ ID }) => ID)).size, listed.total];

const named = await bitrix.batch({
  won: { method: Method.CRM_DEAL_GET, params: { ID: seen.deal } },
  page: { method: Method.CRM_CONTACT_LIST, params: { filter: { '>ID': 100 }, select: ['ID'] } },
});
seen.batch = [named.result.result.won.CLOSED, named.result.result.page.length, named.result.result_total.page];

seen.refused = await bitrix.contacts.get('999999').then(
  () => 'answered',
  (error) => error.message,
);
seen.deleted = (await bitrix.call('crm.deal.delete', { ID: seen.deal })).result;
console.log(JSON.stringify(seen));
