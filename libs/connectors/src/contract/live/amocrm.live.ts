import { crmCapabilities } from '@voronka/domain';
import { describeCrmPort } from '../crm-port.contract.ts';
import { openLiveAmocrm } from './live-amocrm.ts';
import { given, inPlainWords, liveSettings, writeLiveReport } from './live-report.ts';

const account = await openLiveAmocrm({
  ...liveSettings(),
  accountUrl: given('VORONKA_LIVE_AMOCRM_URL'),
  token: given('VORONKA_LIVE_AMOCRM_TOKEN'),
}).catch(inPlainWords);

describeCrmPort(
  'amoCRM, a live account',
  {
    capabilities: crmCapabilities.amocrmFull,
    refusesMalformedEmail: false,
    listsPeopleWhoLeft: false,
    tellsOfChanges: true,
    lagHidesFromLookUp: false,
    serverErrorCode: 'Crm.UnreadableAnswer',
    longBanCode: 'Crm.Blocked',
    ...account.traits,
  },
  () => Promise.resolve(account.under),
);

afterAll(() => writeLiveReport(account));
