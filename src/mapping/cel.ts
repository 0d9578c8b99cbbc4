import { Environment, ParseError, TypeError as CelTypeError, type ParseResult } from '@marcbachmann/cel-js';
import type { Note } from '../transforms/transform.ts';
import type { Value } from '../model/row.ts';
import { compilePattern, type Pattern } from '../text/pattern.ts';
import type { CelNode } from './cel/ast.ts';
import {
  boundFunctions,
  ExpressionFailure,
  pureFunctions,
  type CelFunction,
  type FunctionSupport,
} from './cel/functions.ts';
import { expressionLimits, inspectExpression, type ExpressionFacts } from './cel/guards.ts';

/** What an expression sees; the caller keeps one and changes it from row to row. */
export interface ExpressionScope {
  row: ReadonlyMap<string, string>;
  value: unknown;
  src: ReadonlyMap<string, string>;
  /** An integer of CEL. */
  rownum: bigint;
  file: string;
}

/** What is wrong with an expression, at an offset of its text. `reason` and `detail` come from the engine. */
export interface ExpressionFault {
  readonly kind: 'syntax' | 'type' | 'limit';
  readonly reason: string;
  readonly detail: string;
  readonly at: number;
}

export interface ParsedExpression {
  readonly facts: ExpressionFacts;
  /** CEL type of the result, such as `bool`, `string`, `list<string>`, `dyn`. */
  readonly type: string | undefined;
  readonly fault: ExpressionFault | undefined;
  /** Works out the value; a failure becomes a note and null. */
  readonly evaluate: (scope: ExpressionScope, note: Note) => Value;
}

/** The expression language of one mapping: its constants, patterns and maps. */
export interface CelLanguage {
  readonly functionNames: readonly string[];
  /** Signatures of a function, for messages. */
  readonly signaturesOf: (name: string) => readonly string[];
  parse(text: string): ParsedExpression | ExpressionFault;
  /** Compiles a regular expression for later use. @returns what is wrong with it */
  preparePattern(source: string): Promise<string | undefined>;
}

export interface LanguageOptions {
  readonly constants: Readonly<Record<string, string>>;
  readonly today: string;
  readonly lookup: FunctionSupport['lookup'];
  readonly functions: readonly CelFunction[];
  /** Variables with their CEL types in place of those of a row: for dataset checks. */
  readonly variables?: Readonly<Record<string, string>>;
}

const rowVariables: Readonly<Record<string, string>> = {
  row: 'map<string, string>',
  src: 'map<string, string>',
  value: 'dyn',
  rownum: 'int',
  file: 'string',
};

/** Builds the language: CEL with our functions, limits, and arithmetic that mixes whole and fractional numbers. */
export function celLanguage(options: LanguageOptions): CelLanguage {
  const patterns = new Map<string, Pattern>();
  const pattern = (source: string): Pattern => {
    const found = patterns.get(source);
    if (found === undefined) throw new ExpressionFailure('no-such-pattern');
    return found;
  };
  const functions = [...pureFunctions, ...options.functions, ...boundFunctions({ ...options, pattern })];
  const environment = environmentOf(functions, options);
  return {
    functionNames: [...new Set([...functions.map(nameOf), ...standardFunctions])],
    signaturesOf: (name) => functions.filter((one) => nameOf(one) === name).map((one) => one.signature),
    parse: (text) => parse(text, environment, options),
    async preparePattern(source) {
      if (patterns.has(source)) return undefined;
      const compiled = await compilePattern(source);
      if ('problem' in compiled) return compiled.problem;
      patterns.set(source, compiled);
      return undefined;
    },
  };
}

function nameOf({ signature }: CelFunction): string {
  return signature.slice(0, signature.indexOf('('));
}

/** Functions and methods of standard CEL that mappings may use. */
const standardFunctions: readonly string[] = (
  'size string int double bool type dyn has timestamp duration uint bytes startsWith endsWith contains map filter all ' +
  'exists exists_one trim split join lowerAscii upperAscii substring indexOf lastIndexOf matches'
).split(' ');

function environmentOf(functions: readonly CelFunction[], options: LanguageOptions): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: expressionLimits.nodes,
      maxDepth: expressionLimits.depth,
      maxListElements: expressionLimits.list,
      maxMapEntries: expressionLimits.list,
      maxCallArguments: 16,
    },
  });
  for (const [name, type] of Object.entries(options.variables ?? rowVariables))
    environment.registerVariable(name, type);
  environment.registerConstant('konst', 'map<string, string>', new Map(Object.entries(options.constants)));
  for (const { signature, run } of functions)
    environment.registerFunction(signature, run as (...args: unknown[]) => unknown);
  registerMixedArithmetic(environment);
  return environment;
}

/** `num(x) + 1` mixes a double and an int: CEL alone has no such overload. */
function registerMixedArithmetic(environment: Environment): void {
  const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
    '+': (left, right) => left + right,
    '-': (left, right) => left - right,
    '*': (left, right) => left * right,
    '/': (left, right) => left / right,
  };
  for (const [sign, run] of Object.entries(operations)) {
    const apply = (left: number | bigint, right: number | bigint): number => run(Number(left), Number(right));
    environment.registerOperator(`double ${sign} int`, apply);
    environment.registerOperator(`int ${sign} double`, apply);
  }
  const isEqual = (left: number | bigint, right: number | bigint): boolean => Number(left) === Number(right);
  environment.registerOperator('double == int', isEqual);
}

function parse(source: string, environment: Environment, options: LanguageOptions): ParsedExpression | ExpressionFault {
  if (source.length > expressionLimits.characters) {
    return { kind: 'limit', reason: 'characters', detail: String(source.length), at: 0 };
  }
  const text = withoutReserved(source);
  let parsed: ParseResult;
  try {
    parsed = environment.parse(text);
  } catch (error) {
    return faultOf(error, 'syntax');
  }
  const facts = inspectExpression(parsed.ast as unknown as CelNode, text, options.constants);
  const checked = parsed.check();
  return {
    facts,
    type: checked.type,
    fault: checked.valid ? undefined : faultOf(checked.error, 'type'),
    evaluate: evaluator(parsed),
  };
}

/** `const` is a reserved word of CEL: outside literals it is read as a name of equal length. */
function withoutReserved(source: string): string {
  return source.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\bconst\b/gu, (found) =>
    found === 'const' ? 'konst' : found,
  );
}

function faultOf(error: unknown, kind: 'syntax' | 'type'): ExpressionFault {
  if (error instanceof ParseError || error instanceof CelTypeError) {
    const at = error.range?.start ?? 0;
    const isLimit = error.code === 'limit_exceeded';
    return {
      kind: isLimit ? 'limit' : kind,
      reason: error.code,
      detail: error.summary.replaceAll('konst', 'const'),
      at,
    };
  }
  return { kind, reason: 'parse_error', detail: error instanceof Error ? error.message : '', at: 0 };
}

function evaluator(parsed: ParseResult): ParsedExpression['evaluate'] {
  return (scope, note) => {
    try {
      return toValue(parsed(scope));
    } catch (error) {
      note('record.expression', { reason: failureReason(error) });
      return null;
    }
  };
}

function failureReason(error: unknown): string {
  if (error instanceof ExpressionFailure) return error.reason;
  if (!(error instanceof Error)) return 'evaluation_error';
  if (error.cause instanceof ExpressionFailure) return error.cause.reason;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'evaluation_error';
}

/** Whole numbers arrive as BigInt, maps as Map: mapping knows plain values only. */
function toValue(result: unknown): Value {
  if (typeof result === 'string') return result === '' ? null : result;
  if (typeof result === 'boolean' || typeof result === 'number') return result;
  if (typeof result === 'bigint') return Number(result);
  return typeof result === 'object' ? objectValue(result) : null;
}

function objectValue(result: object | null): Value {
  if (result === null || result instanceof Date) return result;
  if (Array.isArray(result)) return result.map(toValue);
  const entries = result instanceof Map ? [...result] : Object.entries(result);
  return Object.fromEntries(entries.map(([key, item]) => [String(key), toValue(item)]));
}
