import { z } from 'zod';
import type { Transform } from '../../transforms/transform.ts';
import { transformNamed, transformNames } from '../transform-registry.ts';
import { conditional, type JsonSchema } from './json-schema.ts';
import { offered } from './merge-unions.ts';

/** One step of `do:` with every function by its name, and its options by theirs. */
export function stepSchema(): JsonSchema {
  const functions = transformNames.toSorted().flatMap((name) => transformNamed(name) ?? []);
  const properties = Object.fromEntries(functions.map((one) => [one.name, optionsOf(one)] as const));
  const names = {
    enum: functions.map(({ name }) => name),
    enumDescriptions: functions.map(({ summary }) => summary.en),
  };
  // A text and an object: `enum` would hold for both, so the texts are named by their own condition.
  return {
    type: ['string', 'object'],
    properties,
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    ...offered(names),
    ...conditional({ type: 'object' }, {}, names),
  };
}

/** Only names: options are typed by their function, from text. A bare value is the main option. */
function optionsOf({ summary, options, shorthand }: Transform): JsonSchema {
  const shape = options instanceof z.ZodObject ? (options.shape as Readonly<Record<string, z.ZodType>>) : {};
  const properties = Object.fromEntries(
    Object.entries(shape).map(([name, { description }]) => [name, description === undefined ? {} : { description }]),
  );
  const bare = shorthand === undefined ? [] : ['string', 'number', 'boolean', 'array'];
  return { description: summary.en, type: ['object', ...bare], properties, additionalProperties: false };
}
