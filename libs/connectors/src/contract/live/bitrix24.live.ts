import { crmCapabilities } from '@voronka/domain';
import { describeCrmPort } from '../crm-port.contract.ts';
import { openLiveBitrix24 } from './live-bitrix24.ts';
import { given, inPlainWords, liveSettings, writeLiveReport } from './live-report.ts';

const account = await openLiveBitrix24({ ...liveSettings(), webhookUrl: given('VORONKA_LIVE_BITRIX24_WEBHOOK') }).catch(
  inPlainWords,
);

describeCrmPort(
  'Bitrix24, a live portal',
  {
    capabilities: crmCapabilities.bitrix24,
    refusesMalformedEmail: true,
    listsPeopleWhoLeft: true,
    tellsOfChanges: true,
    lagHidesFromLookUp: true,
    serverErrorCode: 'Crm.ServerError',
    longBanCode: 'Crm.RateLimited',
    ...account.traits,
  },
  () => Promise.resolve(account.under),
);

afterAll(() => writeLiveReport(account));
