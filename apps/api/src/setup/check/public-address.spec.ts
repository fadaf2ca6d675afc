import { OutboundError } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';
import { publicAddressItem } from './public-address.ts';

const url = 'https://chat.example.com';

/** Answers every request so, and keeps where they went. */
function client(answer: { status: number; body: string } | OutboundError): OutboundClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    request(request) {
      asked.push(request.url);
      if (answer instanceof OutboundError) return Promise.reject(answer);
      const body = Buffer.from(answer.body);
      return Promise.resolve({ status: answer.status, headers: {}, body, text: () => answer.body });
    },
    close: () => Promise.resolve(),
  };
}

const ours = { status: 200, body: '{"status":"ok"}' };
const inside = new OutboundError('forbiddenAddress', false, url, null);
const deaf = new OutboundError('timedOut', false, url, null);

describe('whether a CRM can reach us', () => {
  it.each([
    ['an address that answers', url, ours, 'publicUrl.reached'],
    ['none', null, ours, 'publicUrl.unset'],
    ['one without a certificate', 'http://chat.example.com', ours, 'publicUrl.plain'],
    ['one of an internal network', url, inside, 'publicUrl.inside'],
    ['one that does not answer us', url, deaf, 'publicUrl.silent'],
    ['one where somebody else answers', url, { status: 200, body: '<html>' }, 'publicUrl.foreign'],
    ['one that leads elsewhere', url, { status: 302, body: '' }, 'publicUrl.foreign'],
  ])('%s', async (_, publicUrl, answer, reason) => {
    expect((await publicAddressItem('bitrix24', publicUrl, client(answer))).reason).toBe(reason);
  });

  it.each([
    [null, ours, 'publicUrl.unsetNearby'],
    ['http://10.0.0.5:8080', ours, 'publicUrl.reached'],
    [url, inside, 'publicUrl.silent'],
  ])('a system of one’s own may stand beside us: %s', async (publicUrl, answer, reason) => {
    expect((await publicAddressItem('webhook', publicUrl, client(answer))).reason).toBe(reason);
  });

  it('asks nothing for a CRM that sends none', async () => {
    const asking = client(ours);
    expect((await publicAddressItem('amocrmLite', url, asking)).state).toBe('notApplicable');
    expect(asking.asked).toEqual([]);
  });
});
