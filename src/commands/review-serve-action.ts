import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { loadReviewTexts } from '../locales/review-texts.ts';
import { reviewPage } from '../review/page.ts';
import { serveReview } from '../review/server.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openQueue } from './review-queue.ts';
import { planOfRun } from './run-plan.ts';

/** Serves the review page until Ctrl-C or half an hour without use. Every answer is on the disk before the page is told so. */
export async function reviewServeAction(invocation: Invocation): Promise<CommandResult> {
  const { config, context, flags, terminal } = invocation;
  const locale = await loadLocale(config.language);
  const texts = await loadReviewTexts(config.language);
  const port = portOf(flags.text('port'));
  const plan = planOfRun(invocation);
  try {
    const queue = await openQueue(invocation, plan);
    const server = await serveReview({
      queue,
      page: reviewPage(locale, texts),
      ...(port === undefined ? {} : { port }),
    });
    terminal.err(texts.listening(server.address));
    context.signal.addEventListener('abort', () => server.close(), { once: true });
    await server.closed;
    const all = queue.groups.length;
    const open = queue.groups.filter((group) => queue.status(group) === 'open').length;
    const summary = { questions: all, open };
    return { exitCode: 0, text: texts.questions(open, all), summary, next: ['perenos plan'] };
  } finally {
    plan.close();
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ConfigError('cli.bad-number', { name: 'port', value: text });
  }
  return port;
}
