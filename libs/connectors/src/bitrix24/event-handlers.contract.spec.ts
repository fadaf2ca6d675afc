import type { CrmCallContext, CrmHookSubscriptions } from '@voronka/contracts';
import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import type { Bitrix24UnderTest } from '../contract/bitrix24-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { startHookCatcher } from '../contract/hook-catcher.ts';
import type { HookCatcher } from '../contract/hook-catcher.ts';
import { readFlatForm } from '../hooks/flat-form.ts';
import { hookReaderOf } from '../hooks/hook-reader.ts';
import type { HookReading } from '../hooks/hook-reader.ts';

const context: CrmCallContext = { correlationId: 'hooks', lane: 'bulk' };

describe('handlers of events that an application binds', () => {
  let under: Bitrix24UnderTest;
  let catcher: HookCatcher;
  let hooks: CrmHookSubscriptions;
  beforeAll(async () => {
    [under, catcher] = await Promise.all([startBitrix24Sandbox({ way: 'application' }), startHookCatcher()]);
    if (!under.crm.hooks) throw new Error('no hooks');
    ({ hooks } = under.crm);
  });
  beforeEach(async () => {
    await under.reset();
    catcher.forget();
  });
  afterAll(async () => {
    await under.stop();
    await catcher.stop();
  });

  /** A move by a person, as it arrives. */
  const arriving = async (): Promise<HookReading[]> => {
    const id = await under.crm.createCard(newCard(under, 'lead'), context);
    await under.moveByHand({ kind: 'lead', id }, under.known.statuses.lead.later);
    const bodies = await catcher.quiet();
    return bodies.map((body) => hookReaderOf('bitrix24')?.read(readFlatForm(body))).filter((one) => one !== undefined);
  };

  it('are bound once however often, listed, and taken away', async () => {
    await hooks.subscribe(catcher.url, context);
    await hooks.subscribe(catcher.url, context);
    await expect(hooks.list(context)).resolves.toEqual([{ destination: catcher.url, account: null, off: false }]);
    await hooks.unsubscribe(catcher.url, context);
    await hooks.unsubscribe(catcher.url, context);
    await expect(hooks.list(context)).resolves.toEqual([]);
    await expect(arriving()).resolves.toEqual([]);
  });

  it('count as off while one of the events is missing, and are completed', async () => {
    await hooks.subscribe(catcher.url, context);
    const { clientEndpoint } = under.sandbox.bitrix24;
    await fetch(`${clientEndpoint}event.unbind`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: under.tokens.stored?.accessToken, event: 'ONCRMDEALUPDATE', handler: catcher.url }),
    });
    await expect(hooks.list(context)).resolves.toMatchObject([{ off: true }]);
    await hooks.subscribe(catcher.url, context);
    await expect(hooks.list(context)).resolves.toMatchObject([{ off: false }]);
  });

  it('are told which card a person has moved, with the portal’s key and an access token', async () => {
    await hooks.subscribe(catcher.url, context);
    const [reading, ...others] = await arriving();
    expect(others).toEqual([]);
    expect(reading?.cards).toMatchObject([{ kind: 'lead' }]);
    expect(reading?.account).toBe(under.sandbox.bitrix24.memberId);
    const shown = { account: reading?.account ?? '', accessToken: reading?.accessToken ?? '' };
    await expect(hooks.isFromAccount?.(shown, context)).resolves.toBe(true);
  });

  it('do not take for the portal’s what shows another portal, or a token that the portal does not know', async () => {
    await hooks.subscribe(catcher.url, context);
    const [reading] = await arriving();
    const [account, accessToken] = [reading?.account ?? '', reading?.accessToken ?? ''];
    await expect(hooks.isFromAccount?.({ account: 'another', accessToken }, context)).resolves.toBe(false);
    await expect(hooks.isFromAccount?.({ account, accessToken: 'guessed' }, context)).resolves.toBe(false);
    await under.sandbox.control('POST', 'expire-tokens');
    await expect(hooks.isFromAccount?.({ account, accessToken }, context)).resolves.toBe(false);
  });

  it('are bound by applications alone: a webhook may not', async () => {
    const byWebhook = await startBitrix24Sandbox();
    expect(byWebhook.crm.hooks).toBeUndefined();
    await byWebhook.stop();
  });
});
