import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../errors.ts';
import { isLoopback } from '../http/address.ts';
import { authorizationCode, pastedAnswer } from '../http/authorization-answer.ts';
import { awaitRedirect } from '../http/redirect-listener.ts';
import { fileError } from '../input.ts';
import { loadLocale } from '../locales/language.ts';
import * as registry from '../targets/index.ts';
import type { Authorization, AuthorizationRequest, Target } from '../targets/target.ts';
import { printable } from '../terminal.ts';
import type { Invocation } from './command.ts';
import { askHidden } from './hidden-answer.ts';

/** A person has to sign in, perhaps with a second factor. */
const waitMs = 10 * 60_000;

/**
 * Lets an application in by the consent of a person in the browser, and gives the secret to keep. The browser comes back to this
 * computer where the registered address is here; else the person pastes the address it was sent to.
 * @throws ConfigError, AccessError, TargetError
 */
export async function browserLogin(invocation: Invocation, connection: string, file: string): Promise<string> {
  const { config, flags } = invocation;
  const authorization = await authorizationOf(flags.text('crm') ?? connection);
  const document = contentOf(file);
  const state = randomBytes(32).toString('base64url');
  const request = authorization.ask(document, state);
  for (const secret of request.secrets) config.redaction.add(secret);
  const answer = await answerOf(invocation, request);
  const code = authorizationCode(answer, state);
  config.redaction.add(code);
  return authorization.redeem(document, { code, answer }, await config.transport());
}

async function authorizationOf(name: string): Promise<Authorization> {
  const targets: readonly Target[] = Object.values(registry);
  const known = targets.filter(({ authorization }) => authorization !== undefined);
  const found = known.find((target) => target.name === name)?.authorization;
  if (found !== undefined) return found();
  throw new ConfigError('target.unknown', { name, known: known.map((target) => target.name).join(', ') });
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw fileError(file, cause);
  }
}

async function answerOf(
  { config, context, flags, terminal }: Invocation,
  { page, redirect }: AuthorizationRequest,
): Promise<URLSearchParams> {
  const { loadingTexts: texts } = await loadLocale(config.language);
  const tell = (sentence: string): void => terminal.err(`${sentence}\n${printable(page.href)}`);
  const isHere = redirect.protocol === 'http:' && isLoopback(redirect.hostname);
  if (isHere && !flags.flag('paste')) {
    const ready = (): void => tell(texts.openToAllow);
    return awaitRedirect(redirect, { signal: context.signal, sentence: texts.allowed, waitMs, ready });
  }
  tell(texts.openAndPaste);
  if (config.interactive && process.stdin.isTTY === true)
    return pastedAnswer(await askHidden(`${texts.pasteHere} `, context.signal), redirect);
  const lines = createInterface({ input: process.stdin });
  try {
    const { value } = await lines[Symbol.asyncIterator]().next();
    return pastedAnswer(typeof value === 'string' ? value : '', redirect);
  } finally {
    lines.close();
  }
}
