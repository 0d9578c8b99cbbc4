import { z } from 'zod';
import type { ReviewGroup } from './groups.ts';
import { type QuestionSearch, questionColumns } from './list.ts';
import type { GroupHead, ReviewQueue, Status } from './queue.ts';
import { fieldTexts } from './views.ts';

/** A request that is not answered; `status` is that of HTTP. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

const answer = z.enum(['same', 'different', 'later']);
const members = z.array(z.int()).max(8);
const values = z.record(z.string().max(100), z.unknown());
const bodies = {
  groups: z.strictObject({}),
  rows: z.strictObject({ ids: z.array(z.string().max(40)).max(500) }),
  search: z.strictObject({ text: z.string().max(1000), owner: z.string().max(1000), onlyConflicts: z.boolean() }),
  owners: z.strictObject({}),
  group: z.strictObject({ id: z.string() }),
  preview: z.strictObject({ id: z.string(), members, values }),
  decide: z.strictObject({ id: z.string(), action: answer, members, values }),
  alike: z.strictObject({ id: z.string(), action: answer.optional() }),
  undo: z.strictObject({}),
};

/** What the page may ask for, by name. Only `decide`, `alike` with an action and `undo` change anything. */
export function reviewApi(
  queue: ReviewQueue,
  search: QuestionSearch,
): (name: string, body: unknown) => Promise<unknown> {
  const statuses = (
    ids: readonly string[],
  ): { readonly groups: readonly { readonly id: string; readonly status: Status }[] } => {
    return { groups: ids.map((id) => ({ id, status: queue.status(group(id)) })) };
  };
  const group = (id: string): ReviewGroup => {
    const found = queue.find(id);
    if (found === undefined) throw new Refusal(404);
    return found;
  };
  const list = listRequests(queue, search);
  return async (name, body) => {
    const listed = Object.hasOwn(list, name) ? list[name] : undefined;
    if (listed !== undefined) return listed(body);
    switch (name) {
      case 'group':
        return queue.view(group(take(bodies.group, body).id).id);
      case 'preview': {
        const asked = take(bodies.preview, body);
        const { data, wrong } = queue.preview(group(asked.id), asked);
        return {
          wrong,
          fields: Object.entries(data).map(([field, value]) => ({ field, value, texts: fieldTexts(field, value) })),
        };
      }
      case 'decide': {
        const asked = take(bodies.decide, body);
        if (!(await queue.answer(group(asked.id), asked))) throw new Refusal(422);
        return statuses([asked.id]);
      }
      case 'alike': {
        const { id, action } = take(bodies.alike, body);
        const found = queue.alike(group(id));
        if (action === undefined) return { count: found.length };
        await queue.answerAll(found, action);
        return statuses(found.map((one) => one.id));
      }
      case 'undo':
        take(bodies.undo, body);
        return statuses((await queue.undo()) ?? []);
      default:
        throw new Refusal(404);
    }
  };
}

/** What the list of questions asks for. */
function listRequests(
  queue: ReviewQueue,
  search: QuestionSearch,
): Readonly<Record<string, ((body: unknown) => unknown) | undefined>> {
  return {
    groups: (body) => {
      take(bodies.groups, body);
      search.warmUp();
      return questionColumns(queue);
    },
    rows: (body) => {
      const groups = take(bodies.rows, body).ids.map((id) => queue.find(id));
      return { rows: groups.flatMap((group) => (group === undefined ? [] : [rowOf(queue.head(group))])) };
    },
    search: (body) => ({ places: search.find(take(bodies.search, body)) }),
    owners: async (body) => {
      take(bodies.owners, body);
      return { owners: await search.owners() };
    },
  };
}

/** What the list writes into one row. */
function rowOf({ id, names, size }: GroupHead) {
  return { id, names, size };
}

function take<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(400);
  return parsed.data;
}
