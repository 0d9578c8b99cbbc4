import { companyModel } from './company.ts';
import { contactModel } from './contact.ts';
import type { KindModel } from './kind-model.ts';

const models = { company: companyModel, contact: contactModel } as const;

/** The model of a kind by name; threads are told names, as functions cannot be sent. */
export function modelNamed(name: string): KindModel {
  const model = Object.entries(models).find(([known]) => known === name)?.[1];
  if (model === undefined) throw new RangeError(`no matching model ${name}`);
  return model as unknown as KindModel;
}

/** True for models that threads can be told by name. */
export function isNamedModel(model: KindModel): boolean {
  return Object.values<unknown>(models).includes(model);
}
