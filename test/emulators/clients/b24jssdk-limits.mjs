// The vendor's own client, unchanged, against a portal that refuses for a while: node b24jssdk-limits.mjs <webhook> <admin>.
// Prints what it saw as JSON.
import { B24Hook } from '@bitrix24/b24jssdk';

const b24 = B24Hook.fromWebhookUrl(process.argv[2]);
const { call } = b24.actions.v2;
const seen = {};
// Whether a client waits and asks again is its own affair; what it makes of a refusal is seen.
for (const name of ['profile', 'server.time', 'scope']) {
  seen[name] = await call.make({ method: name, params: {} }).then(
    (answer) => [answer.isSuccess, ...answer.getErrorMessages()],
    (error) => [false, String(error.code ?? ''), String(error.message)],
  );
}
console.log(JSON.stringify(seen));
