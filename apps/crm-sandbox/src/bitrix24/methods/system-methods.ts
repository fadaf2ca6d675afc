import type { MethodTable } from '../method.ts';
import { portalTime } from '../portal-time.ts';

/** What a client asks about the portal and about itself. */
export const systemMethods: MethodTable = {
  'app.info': (call) => ({
    result: {
      ID: 1,
      CODE: call.credentials.clientId,
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: true,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: 'ru',
      LICENSE: 'ru_pro100',
      LICENSE_TYPE: 'pro100',
      LICENSE_FAMILY: 'pro',
    },
  }),
  scope: (call) => ({ result: [...call.granted] }),
  methods: (call) => ({ result: [...call.methodNames] }),
  'server.time': (call) => ({ result: portalTime(call.portal.now()) }),
};
