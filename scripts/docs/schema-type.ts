import { z } from 'zod';
import { decimal } from '../../src/model/field.ts';

const decimalPattern = jsonSchemaOf(decimal, 'output').pattern;

/** The parts of JSON Schema that canonical schemas and options use. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** JSON Schema of what is written (`input`) or kept (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
}

/** A type in a few words: `text, at most 255`, `list of {value, ext?, ...}`. */
export function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(String).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeText))].join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${typeText(schema.items ?? {})}`;
    case 'object':
      return objectText(schema);
    case 'string':
      return stringText(schema);
    case 'integer':
    case 'number':
      return numberText(schema, schema.type === 'integer' ? 'whole number' : 'number');
    case 'boolean':
      return 'true or false';
    case undefined:
    default:
      return 'any';
  }
}

function objectText({ properties, required = [], additionalProperties }: JsonSchema): string {
  if (properties === undefined)
    return typeof additionalProperties === 'object'
      ? `values by name: ${typeText(additionalProperties)}`
      : 'values by name';
  const names = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  return `{${names.join(', ')}}`;
}

function stringText({ format, pattern, maxLength }: JsonSchema): string {
  if (format === 'date') return 'date, YYYY-MM-DD';
  if (format === 'date-time') return 'instant, ISO 8601 in UTC';
  if (pattern === decimalPattern) return 'exact decimal number';
  if (pattern !== undefined) return `text of the form ${pattern}`;
  return maxLength === undefined ? 'text' : `text, at most ${maxLength}`;
}

function numberText({ minimum, maximum }: JsonSchema, name: string): string {
  const isBound = (limit: number | undefined) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  if (isBound(minimum) && isBound(maximum)) return `${name} from ${minimum} to ${maximum}`;
  if (isBound(minimum)) return `${name} from ${minimum}`;
  return isBound(maximum) ? `${name} to ${maximum}` : name;
}
