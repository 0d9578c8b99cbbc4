import type { AmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { defaultToken, type AmocrmSettings } from '../../src/emulators/amocrm/settings.ts';
import { amocrm } from '../../src/targets/amocrm.ts';
import type { TargetAccess } from '../../src/targets/target.ts';
import { accessTo, connected, type Connected } from '../targets/amocrm/account.ts';
import type { Stage } from './rehearsal.ts';

export interface AccountStage extends Connected {
  readonly emulator: AmocrmEmulator;
  readonly stage: Stage;
}

const integration = { clientId: 'perenos', clientSecret: 'secret', redirectUri: 'https://perenos.example/' };

/**
 * An account in virtual time, in this process, with the fields of markers; entered with an integration, whose tokens are renewed. When
 * it has blocked everybody, support lifts the block.
 */
export async function accountStage(settings: AmocrmSettings = {}, options: object = {}): Promise<AccountStage> {
  const refreshTokens = ['first'];
  const opened = await connected(
    { integration: { ...integration, refreshTokens }, ...settings },
    { options: { project: 'rehearsal' } },
  );
  const { emulator } = opened;
  let secret = JSON.stringify({
    client_id: integration.clientId,
    client_secret: integration.clientSecret,
    redirect_uri: integration.redirectUri,
    access_token: defaultToken,
    refresh_token: refreshTokens[0],
    base: emulator.url,
  });
  const access: TargetAccess = {
    ...accessTo(defaultToken),
    secret: async () => secret,
    keepSecret: (_connection, renewed) => {
      secret = renewed;
    },
  };
  const wanted = { project: 'rehearsal', portal: emulator.url, batch: 20, ...options };
  return {
    ...opened,
    stage: {
      target: amocrm,
      clock: emulator.clock,
      connect: (context) => amocrm.connect(wanted, context, access),
      mend: () => emulator.limits.reset(),
    },
  };
}
