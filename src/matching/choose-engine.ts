import type { DedupeRules } from '../model/dedupe.ts';
import { duckdbEngine } from './duckdb-engine.ts';
import type { Engine } from './engine.ts';
import type { KindModel } from './kind-model.ts';
import { localEngine } from './local-engine.ts';

/** The engine that the rules ask for. */
export function engineOf(model: KindModel, rules: Pick<DedupeRules, 'engine'>): Engine {
  return rules.engine === 'duckdb' ? duckdbEngine(model) : localEngine(model);
}
