import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import { loadReviewTexts } from '../../src/locales/review-texts.ts';
import { readDecisions } from '../../src/matching/decision-file.ts';
import type { Language } from '../../src/model/language.ts';
import { Ledger } from '../../src/review/ledger.ts';
import { reviewPage } from '../../src/review/page.ts';
import { ReviewQueue } from '../../src/review/queue.ts';
import { serveReview } from '../../src/review/server.ts';
import { openPlan } from '../../src/store/plan.ts';

/** Copies a project, so that decisions of one test do not meet another. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'perenos-review-'));
  cpSync(folder, copy, { recursive: true });
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

export function decisionLines(folder: string): readonly Record<string, unknown>[] {
  const file = join(folder, '.perenos', 'decisions.ndjson');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8').trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

export async function queueOf(folder: string): Promise<ReviewQueue> {
  const runs = join(folder, '.perenos', 'runs');
  const plan = openPlan(join(runs, readdirSync(runs).toSorted().at(-1) ?? '', 'plan.pplan'));
  onTestFinished(() => plan.close());
  const file = join(folder, '.perenos', 'decisions.ndjson');
  const ledger = new Ledger(file, await readDecisions(file));
  let moment = Date.UTC(2026, 10, 22);
  const by = () => ({ who: 'anna', when: new Date((moment += 1000)).toISOString(), tool: 'test' });
  return new ReviewQueue({ plan, ledger, rules: {}, by });
}

/** Serves a project until the test has finished. */
export async function serve(folder: string, language: Language = 'ru', idleMs?: number) {
  const queue = await queueOf(folder);
  const page = reviewPage(await loadLocale(language), await loadReviewTexts(language));
  const server = await serveReview({ queue, page, ...(idleMs === undefined ? {} : { idleMs }) });
  onTestFinished(() => server.close());
  return { ...server, queue };
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly these headers, whatever a browser would allow. */
export function ask(
  url: string,
  path: string,
  {
    method = 'POST',
    headers = {},
    body = '{}',
  }: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Reply> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    sent.on('error', failed);
    sent.end(method === 'POST' ? body : undefined);
  });
}

/** What the page's own requests carry. */
export function own(url: string, cookie = ''): Record<string, string> {
  const { host } = new URL(url);
  return { host, origin: `http://${host}`, 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) };
}

/** Exchanges the token of the link for the cookie. */
export async function enter(url: string): Promise<string> {
  const token = new URL(url).hash.slice(1);
  const reply = await ask(url, '/api/session', { headers: own(url), body: JSON.stringify({ token }) });
  return String(reply.headers['set-cookie']).split(';')[0] ?? '';
}
