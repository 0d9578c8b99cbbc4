import type { z } from 'zod';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { bodies } from './amocrm-schema-bodies.ts';
import { queries } from './amocrm-schema-queries.ts';

const [knownBodies, knownQueries] = [bodies(), queries()];
const deletable = [
  /^DELETE \/leads\/pipelines\/\{id\}/,
  /^DELETE \/(?:contacts|companies|leads)\/custom_fields\/\{id\}$/,
];

type Judged = Pick<Traffic, 'operation' | 'parameters'>;

/**
 * Judges recorded requests by the shapes the vendor documents for API v4. Written apart from the emulator and stricter than
 * it: only what a caller is told to send passes, not what the account happens to put up with.
 *
 * Returns what is wrong with one request; empty when it is as documented. */
export function problemsOf({ operation, parameters }: Judged): readonly string[] {
  const name = operation.replace(' /api/v4', ' ');
  const { query = {}, body } = parameters as { readonly query?: unknown; readonly body?: unknown };
  if (name.startsWith('GET ')) return said(name, knownQueries.get(name), query, 'query');
  if (name.startsWith('DELETE ')) return deletable.some((one) => one.test(name)) ? [] : [`${name}: not documented`];
  const extra = Object.keys(query as object).map((key) => `${name}: query ${key} is not documented`);
  return [...extra, ...said(name, knownBodies.get(name), body, 'body')];
}

function said(name: string, schema: z.ZodType | undefined, value: unknown, part: string): readonly string[] {
  if (schema === undefined) return [`${name}: not documented`];
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.map((issue) => `${name}: ${part} ${issue.path.join('.')}: ${issue.message}`);
}

export interface Judge {
  readonly listener: (traffic: Judged) => void;
  readonly problems: readonly string[];
  /** Elements of the largest bulk write; the vendor recommends at most fifty. */
  readonly largest: () => number;
}

/** Collects what is wrong with every request from now on, as `log.listen` hands them over. */
export function judge(): Judge {
  const problems: string[] = [];
  let largest = 0;
  const listener = (traffic: Judged): void => {
    problems.push(...problemsOf(traffic));
    const { body } = traffic.parameters as { readonly body?: unknown };
    if (Array.isArray(body)) largest = Math.max(largest, body.length);
  };
  return { listener, problems, largest: () => largest };
}
