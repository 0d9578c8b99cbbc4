import { parameter, type MethodTable } from '../method.ts';

const scopes = ['crm', 'user', 'user_basic', 'user_brief', 'userfieldconfig', 'tasks', 'catalog'];

/** What any webhook may call. `methods` and `method.get` are answered by the dispatcher, which knows them all. */
export const generalMethods: MethodTable = {
  profile: ({ portal, actor }) => {
    const user = portal.users.find(({ id }) => id === actor.userId);
    return {
      result: {
        ID: String(actor.userId),
        ADMIN: actor.isAdministrator,
        NAME: user?.name ?? '',
        LAST_NAME: user?.lastName ?? '',
        PERSONAL_GENDER: '',
        PERSONAL_PHOTO: '',
        TIME_ZONE: '',
        TIME_ZONE_OFFSET: 0,
      },
    };
  },
  scope: ({ webhook, params }) => ({
    result: parameter(params, 'full') === undefined ? (webhook.scope ?? scopes) : scopes,
  }),
  'server.time': ({ portal, actor }) => ({ result: portal.time.print(actor.now) }),
  'app.info': ({ webhook, actor }) => ({
    result: {
      SCOPE: webhook.scope ?? scopes,
      LICENSE: 'ru_demo',
      INSTALLED: true,
      VERSION: 1,
      STATUS: 'L',
      USER_ID: actor.userId,
    },
  }),
};
