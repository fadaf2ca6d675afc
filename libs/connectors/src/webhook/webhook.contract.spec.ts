import { crmCapabilities } from '@voronka/domain';
import { describeCrmPort } from '../contract/crm-port.contract.ts';
import { startWebhookReceiver } from '../contract/webhook-receiver.ts';

describeCrmPort(
  'webhooks, against the example receiver',
  {
    capabilities: crmCapabilities.webhook,
    refusesMalformedEmail: false,
    listsPeopleWhoLeft: true,
    lagHidesFromLookUp: false,
    filtersNothing: true,
    serverErrorCode: 'Crm.ServerError',
    longBanCode: 'Crm.RateLimited',
  },
  () => startWebhookReceiver(),
);
