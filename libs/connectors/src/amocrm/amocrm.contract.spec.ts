import { crmCapabilities } from '@voronka/domain';
import { startAmocrmSandbox } from '../contract/amocrm-sandbox.ts';
import { describeCrmPort } from '../contract/crm-port.contract.ts';

describe.each(['amocrmLite', 'amocrmFull'] as const)('%s', (kind) => {
  describeCrmPort(
    `${kind}, against the sandbox`,
    {
      capabilities: crmCapabilities[kind],
      refusesMalformedEmail: false,
      // Who was removed is not listed at all.
      listsPeopleWhoLeft: false,
      // The look-up also goes through the newest cards, which no index stands before.
      lagHidesFromLookUp: false,
      // Its errors of 500 are pages of a proxy.
      serverErrorCode: 'Crm.UnreadableAnswer',
      longBanCode: 'Crm.Blocked',
      // LITE is not listened to.
      ...(kind === 'amocrmFull' ? { tellsOfChanges: true as const } : {}),
    },
    () => startAmocrmSandbox(kind),
  );
});
