import { loadLocale } from '../locales/language.ts';
import { browserLogin } from './browser-login.ts';
import { secretsAmong } from './connection-secret.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Keeps the secret of a connection in the project's folder, where only its owner may read it. */
export async function targetLoginAction(invocation: Invocation): Promise<CommandResult> {
  const { config } = invocation;
  const [connection = ''] = invocation.arguments;
  const { loadingTexts } = await loadLocale(config.language);
  const app = invocation.flags.text('app');
  const secret =
    app === undefined
      ? await secretsAmong(invocation, [connection])(connection)
      : await browserLogin(invocation, connection, app);
  config.keepSecret(connection, secret);
  return {
    exitCode: 0,
    text: loadingTexts.loggedIn(connection),
    summary: { connection },
    next: ['perenos target doctor'],
  };
}
