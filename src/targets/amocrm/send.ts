import type { Reply } from './reply.ts';
import { rowsOf } from './rest.ts';
import { asId, asText } from './values.ts';
import type { Element, ElementReply, Writing } from './writing.ts';

interface Sending {
  readonly verb: 'POST' | 'PATCH';
  readonly path: string;
  /** Name of the list in the answer. */
  readonly name: string;
  /** Setting absolute values: what is not refused may be sent again. */
  readonly isRepeatable: boolean;
}

/**
 * Sends elements in one request. Answers are matched by request id, never by order. Of a request with elements that did not pass, these
 * are rejected; the account does not promise that nothing of the others was stored, so they are in doubt unless they may be repeated.
 */
export async function sendElements(
  writing: Pick<Writing, 'rest' | 'sizes'>,
  elements: readonly Element[],
  sending: Sending,
): Promise<ReadonlyMap<string, ElementReply>> {
  if (elements.length === 0) return new Map();
  const bodies = elements.map(({ requestId, body }) => ({ ...body, request_id: requestId }));
  const reply = await writing.rest.write(sending.verb, sending.path, bodies);
  writing.sizes.noteReply(reply, elements.length);
  switch (reply.kind) {
    case 'result':
      return resultsOf(reply, elements, sending);
    case 'invalid':
      return afterInvalid(writing, elements, { ...sending, reply });
    case 'refused':
      return afterRefusal(writing, elements, { ...sending, reply });
    case 'not-executed':
    case 'doubt':
      return new Map(elements.map(({ requestId }) => [requestId, reply]));
  }
}

function resultsOf(
  { body }: Extract<Reply, { kind: 'result' }>,
  elements: readonly Element[],
  { name }: Sending,
): ReadonlyMap<string, ElementReply> {
  const rows = rowsOf(body, name);
  const ids = rows.map((row) => asText(row['request_id']));
  return new Map(
    elements.map(({ requestId }): [string, ElementReply] => {
      const [row, ...others] = rows.filter((_row, index) => ids[index] === requestId);
      const isClear = row !== undefined && others.length === 0 && asId(row['id']) !== undefined;
      return [requestId, isClear ? { kind: 'done', row } : { kind: 'doubt', reason: 'results are missing' }];
    }),
  );
}

async function afterInvalid(
  writing: Pick<Writing, 'rest' | 'sizes'>,
  elements: readonly Element[],
  { reply, ...sending }: Sending & { readonly reply: Extract<Reply, { kind: 'invalid' }> },
): Promise<ReadonlyMap<string, ElementReply>> {
  const rest = elements.filter(({ requestId }) => !reply.reasons.has(requestId));
  const isKnown = rest.length < elements.length;
  const others =
    sending.isRepeatable && isKnown
      ? await sendElements(writing, rest, sending)
      : new Map<string, ElementReply>(
          rest.map(({ requestId }) => [requestId, { kind: 'doubt', reason: 'others of its request did not pass' }]),
        );
  const rejected = elements.flatMap(({ requestId }): [string, ElementReply][] => {
    const reason = reply.reasons.get(requestId);
    return reason === undefined ? [] : [[requestId, { kind: 'rejected', reason }]];
  });
  return new Map([...others, ...rejected]);
}

/** Refused as a whole, nothing of it was done: one of the elements may be to blame, so each is sent alone. */
async function afterRefusal(
  writing: Pick<Writing, 'rest' | 'sizes'>,
  elements: readonly Element[],
  { reply, ...sending }: Sending & { readonly reply: Extract<Reply, { kind: 'refused' }> },
): Promise<ReadonlyMap<string, ElementReply>> {
  const { reason } = reply;
  if (elements.length === 1) return new Map(elements.map(({ requestId }) => [requestId, { kind: 'rejected', reason }]));
  const replies = new Map<string, ElementReply>();
  let end: ElementReply | undefined;
  for (const element of elements) {
    const own = end ?? (await sendElements(writing, [element], sending)).get(element.requestId);
    if (own !== undefined) replies.set(element.requestId, own);
    if ((own?.kind === 'doubt' || own?.kind === 'not-executed') && own.stop !== undefined)
      end = { kind: 'not-executed', reason: own.reason, stop: own.stop };
  }
  return replies;
}
