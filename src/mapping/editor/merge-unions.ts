import { conditional, type JsonSchema } from './json-schema.ts';

/**
 * Makes one schema of a union whose alternatives differ in type: keywords of JSON Schema look at one type each, so that both
 * accept the same. An editor then says which key of an object is wrong instead of that a text was expected.
 */
export function mergeUnions(root: JsonSchema): JsonSchema {
  const definitions = root.definitions ?? {};
  const resolve = (schema: JsonSchema): JsonSchema => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    const found = name === undefined ? undefined : definitions[name];
    return found === undefined ? schema : resolve(found);
  };
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, value]) => [key, visit(value)] as const);
    return withoutUnion(Object.fromEntries(entries), (schema) => visit(resolve(schema)) as JsonSchema);
  };
  return visit(root) as JsonSchema;
}

function withoutUnion(schema: JsonSchema, resolve: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  if (anyOf === undefined || rest['type'] !== undefined) return schema;
  const alternatives = anyOf.map(resolve);
  const types = alternatives.flatMap(({ type }) => type ?? []);
  const isTyped = alternatives.every(({ type }) => type !== undefined);
  if (!isTyped || new Set(types).size !== types.length) return schema;
  const rules = alternatives.flatMap((one) => commonRule(one, types));
  const own = Object.assign({}, ...alternatives.map(typedKeywords)) as JsonSchema;
  return { ...own, ...rest, type: types, ...(rules.length === 0 ? {} : { allOf: [...(rest.allOf ?? []), ...rules] }) };
}

/** Keywords that look at a value whatever its type. */
const common = new Set([
  'enum',
  'enumDescriptions',
  'const',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  '$ref',
]);

function typedKeywords(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !common.has(key)));
}

/** What such keywords demand of values that are of no other alternative: a value that is still empty is completed by it too. */
function commonRule(schema: JsonSchema, types: readonly string[]): readonly JsonSchema[] {
  const demands = Object.entries(schema).filter(([key]) => common.has(key));
  if (demands.length === 0) return [];
  const own = new Set([schema.type ?? []].flat());
  const others = types.filter((type) => !own.has(type));
  return [{ ...offered(schema), ...conditional({ type: others }, {}, Object.fromEntries(demands)) }];
}

/** Values that editors offer, without demanding them: conditions are looked at for objects only. */
export function offered({ enum: values, enumDescriptions, anyOf }: JsonSchema): JsonSchema {
  if (values === undefined) return anyOf?.some((one) => Object.keys(one).length === 0) === true ? { anyOf } : {};
  return { anyOf: [{ enum: values, ...(enumDescriptions === undefined ? {} : { enumDescriptions }) }, {}] };
}
