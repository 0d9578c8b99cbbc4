import { filled } from '../../http/answer-values.ts';
import type { AccountRecord, Encoding, Fields } from './encoding.ts';
import { sendElements } from './send.ts';
import { startMembers } from './statuses.ts';
import { failedOutcome, type Job, type Jobs, type Writing } from './writing.ts';
import { asId } from './values.ts';

/**
 * Creates the records themselves in one request, each with its marker. A job gets the id of its record, or its outcome when it has
 * none; what hangs on the records is written afterwards.
 */
export async function createRecords(writing: Writing, { kind, of, jobs }: Jobs): Promise<void> {
  const elements = jobs.map((job) => ({
    requestId: String(job.operation.id),
    body: newElement(writing, { kind, of, job }),
  }));
  const replies = await sendElements(writing, elements, {
    verb: 'POST',
    path: `/${of}`,
    name: of,
    isRepeatable: false,
  });
  for (const job of jobs) {
    const reply = replies.get(String(job.operation.id)) ?? { kind: 'doubt' as const, reason: 'no reply' };
    if (reply.kind === 'done') job.id = asId(reply.row['id']);
    else job.outcome = failedOutcome(reply);
  }
}

function newElement(
  { markers, encoding }: Writing,
  { kind, of, job }: Omit<Jobs, 'jobs'> & { readonly job: Job },
): Fields {
  const { record, operation } = job;
  const marker = { value: markers.textOf(kind, operation.marker) };
  const markerField = markers.fieldId(of);
  const members = of === 'leads' ? leadMembers(record, encoding) : record.members;
  return {
    responsible_user_id: Number(encoding.defaultUser),
    ...members,
    custom_fields_values: valuesOf(
      markerField === undefined ? record.values : new Map([...record.values, [markerField, [marker]]]),
    ),
    _embedded: embedded(of === 'leads', record),
  };
}

function leadMembers({ members }: AccountRecord, encoding: Encoding): Fields {
  if (members['pipeline_id'] === undefined) return { ...startMembers(encoding), ...members };
  return members;
}

/** A record and those it is bound to are told in one element only for leads. */
function embedded(isLead: boolean, { tags, company, contacts }: AccountRecord): Fields {
  return filled({
    tags: tags.map((name) => ({ name })),
    companies: isLead && company !== undefined ? [{ id: Number(company) }] : undefined,
    contacts: isLead && contacts.length > 0 ? embeddedContacts(contacts) : undefined,
  });
}

/** The first one is the main one. */
export function embeddedContacts(contacts: readonly string[]): readonly Fields[] {
  return contacts.map((id, index) => ({ id: Number(id), is_main: index === 0 }));
}

/** Values of fields as elements have them. */
export function valuesOf(values: AccountRecord['values']): readonly Fields[] {
  return [...values].map(([id, list]) => ({ field_id: Number(id), values: list.length === 0 ? null : list }));
}
