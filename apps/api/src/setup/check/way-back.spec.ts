import type { IntegrationSetup } from '@voronka/contracts';
import { addressByHandItem, arrivalItems, subscriptionItem } from './way-back.ts';

const own = { publicUrl: 'https://chat.example.com', keyHash: '#mine', hashOf: (key: string) => `#${key}` };
const at = (base: string, key: string, off = false) => ({
  destination: `${base}/api/hooks/crm/${key}`,
  account: '31',
  off,
});

describe('where the CRM sends its webhooks', () => {
  it.each([
    ['exactly our address', [at('https://chat.example.com', 'mine')], 'hookAddress.subscribed'],
    ['ours, switched off', [at('https://chat.example.com', 'mine', true)], 'hookAddress.off'],
    ['our former address', [at('https://old.example.com', 'mine')], 'hookAddress.elsewhere'],
    ['an address of another key', [at('https://chat.example.com', 'theirs')], 'hookAddress.notSubscribed'],
    [
      'other programs',
      [{ destination: 'https://x.example/h', account: null, off: false }],
      'hookAddress.notSubscribed',
    ],
    ['nowhere', [], 'hookAddress.notSubscribed'],
  ])('%s', (_, listed, reason) => {
    expect(subscriptionItem(listed, own).reason).toBe(reason);
  });

  it('names the former address, and not its key', () => {
    const item = subscriptionItem([at('https://old.example.com', 'mine')], own);
    expect(item.why.en).toContain('https://old.example.com');
    expect(JSON.stringify(item)).not.toContain('mine');
  });

  it('is nowhere of ours before we have an address', () => {
    const listed = [at('https://chat.example.com', 'mine')];
    expect(subscriptionItem(listed, { ...own, keyHash: null }).reason).toBe('hookAddress.notSubscribed');
  });
});

type Hook = IntegrationSetup['watch']['hook'];
type Run = IntegrationSetup['watch']['lastRun'];

function watched(hook: Partial<Hook>, lastRun: Run = null): IntegrationSetup {
  return { watch: { hook: { lastAt: null, ...hook }, lastRun, everyMinutes: 5 } } as IntegrationSetup;
}

describe('what comes back from a CRM', () => {
  it.each([
    [{ setUp: 'byHand', state: 'notSet' }, 'hookAddress.notGiven'],
    [{ setUp: 'byHand', state: 'unreachable' }, 'hookAddress.notGiven'],
    [{ setUp: 'byHand', state: 'waiting' }, 'hookAddress.given'],
    [{ setUp: 'signed', state: 'waiting', hasAddress: true }, 'hookAddress.made'],
    [{ setUp: 'signed', state: 'notSet', hasAddress: false }, 'hookAddress.noAddress'],
    [{ setUp: 'never', state: 'none' }, 'hookAddress.unused'],
  ] as const)('of an address that people enter: %j is %s', (hook, reason) => {
    expect(addressByHandItem(watched(hook)).reason).toBe(reason);
  });

  const run = (code: string | null): Run => ({
    startedAt: '2026-11-01T10:00:00.000Z',
    finishedAt: '2026-11-01T10:00:09.000Z',
    checked: 1,
    changes: 0,
    code,
    message: null,
  });
  const lastAt = '2026-11-01T09:30:00.123Z';

  it.each([
    [watched({ setUp: 'byItself', state: 'working', lastAt }, run(null)), ['hookArrival.came', 'polling.runs']],
    [
      watched({ setUp: 'byItself', state: 'silent', lastAt }, run('Crm.Unpaid')),
      ['hookArrival.silent', 'polling.failed'],
    ],
    [watched({ setUp: 'byHand', state: 'waiting' }), ['hookArrival.never', 'polling.never']],
    [
      watched({ setUp: 'signed', state: 'working', lastAt }, run('Crm.NotSupported')),
      ['hookArrival.came', 'polling.impossible'],
    ],
    [watched({ setUp: 'signed', state: 'working', lastAt }, run(null)), ['hookArrival.came', 'polling.runs']],
    [watched({ setUp: 'never', state: 'none' }), ['hookArrival.unused', 'polling.unused']],
  ])('%j', (integration, reasons) => {
    expect(arrivalItems(integration).map(({ reason }) => reason)).toEqual(reasons);
  });

  it('tells moments by our clock, in UTC', () => {
    const [arrival] = arrivalItems(watched({ setUp: 'byHand', state: 'working', lastAt }));
    expect(arrival?.why.en).toBe('The last webhook came at 2026-11-01 09:30:00 UTC.');
  });
});
