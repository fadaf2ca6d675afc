import { crmCapabilities } from '@voronka/domain';
import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import { describeCrmPort } from '../contract/crm-port.contract.ts';

describe.each(['webhook', 'application'] as const)('joined by a %s', (way) => {
  describeCrmPort(
    `Bitrix24 by ${way}, against the sandbox`,
    {
      capabilities: crmCapabilities.bitrix24,
      refusesMalformedEmail: true,
      listsPeopleWhoLeft: true,
      tellsOfChanges: true,
      lagHidesFromLookUp: true,
      serverErrorCode: 'Crm.ServerError',
      longBanCode: 'Crm.RateLimited',
    },
    () => startBitrix24Sandbox({ way }),
  );
});
