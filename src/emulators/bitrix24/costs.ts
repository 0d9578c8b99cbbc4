/** Server seconds of one call, seen in samples of the vendor's documentation; of batchImport and `set` of one record or call. */
const seconds: Readonly<Record<string, number>> = {
  'crm.contact.add': 1.14,
  'crm.company.add': 0.8,
  'crm.deal.add': 0.68,
  'crm.lead.add': 3.3,
  'crm.item.add': 1.83,
  'crm.item.update': 3.19,
  'crm.item.import': 2.43,
  'crm.item.batchimport': 1.2,
  'crm.item.delete': 0.61,
  'crm.requisite.add': 0.33,
  'crm.requisite.bankdetail.add': 0.09,
  'crm.address.add': 2.21,
  'crm.contact.company.add': 0.13,
  'crm.item.productrow.set': 0.2,
  'crm.deal.productrows.set': 0.95,
  'crm.lead.productrows.set': 0.95,
  'crm.timeline.comment.add': 0.09,
  'crm.activity.todo.add': 0.13,
  'crm.status.add': 0.014,
};

/** By the last part of a method without a sample of its own. */
const byVerb: Readonly<Record<string, number>> = {
  list: 0.2,
  get: 0.14,
  fields: 0.02,
  update: 1,
  delete: 0.3,
  set: 0.2,
  add: 0.3,
};

/** @param method in lower case */
export function secondsOf(method: string, own: Readonly<Record<string, number>>): number {
  const verb = method.slice(method.lastIndexOf('.') + 1);
  return own[method] ?? seconds[method] ?? byVerb[verb] ?? 0.02;
}
