import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DialogueDetail } from '@voronka/contracts';
import { demoIds, secretPlace } from '@voronka/persistence';
import { createSecretBox, readKeyring } from '@voronka/platform';
import { startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { ProviderStandIn } from './provider-stand-in.ts';
import type { Manners } from './provider-stand-in.ts';

const askForContact = 'Как вас зовут и номер для связи?';

describe('the signed webhook channel with a real provider', () => {
  const provider = new ProviderStandIn();
  let stack: Stack;

  async function receiverDeduplicates(receiverDeduplicates: boolean): Promise<void> {
    await stack.admin.call(`/api/channels/${demoIds.webhookChannel}`, {
      method: 'PATCH',
      body: { settings: { outgoingUrl: `http://${provider.host}/messages`, receiverDeduplicates } },
    });
  }

  /** The dialogue of a chat, found by what was written in it first. */
  async function dialogueWith(text: string): Promise<DialogueDetail> {
    const [found] = await stack.admin.dialogues({ search: text });
    if (!found) throw new Error(`no dialogue with "${text}"`);
    return stack.admin.dialogue(found.id);
  }

  async function untilStatus(text: string, status: DialogueDetail['messages'][number]['status']): Promise<void> {
    await until(
      `the answer to "${text}" being ${status}`,
      async () => (await dialogueWith(text)).messages.find(({ from }) => from === 'assistant')?.status === status,
      { everyMs: 250 },
    );
  }

  const textsOf = (chatId: string) => provider.of(chatId).map(({ message }) => message.text);

  beforeAll(async () => {
    await provider.start();
    stack = await startStack({ env: { VORONKA_ALLOW_HOSTS: provider.host } });
    const [channel] = await stack.query<{ key: string; secret: string }>(
      'select key, secret from channels where id = $1',
      [demoIds.webhookChannel],
    );
    const box = createSecretBox(readKeyring({ VORONKA_KEY_FILE: join(stack.home, 'secret.key') }));
    provider.inbound = {
      url: new URL(`/api/channels/webhook/${channel?.key}`, stack.url).href,
      secret: box.open(channel?.secret ?? '', secretPlace.channel(demoIds.webhookChannel)),
    };
    await receiverDeduplicates(true);
  }, 90_000);

  afterAll(async () => {
    await provider.stop();
    await stack?.destroy();
  }, 60_000);

  it('leads from the price to contact and lead; every answer is signed', async () => {
    const chat = randomUUID();
    expect((await provider.post(chat, 'Сколько стоит?')).status).toBe(200);
    await until('the question', () => textsOf(chat).includes(askForContact));
    await provider.post(chat, 'Анна, 8 (916) 123-45-67');
    await until('the closing reply', () => provider.of(chat).length === 2);
    expect(textsOf(chat)[1]).toMatch(/^Спасибо, Анна!/);
    expect(provider.of(chat).every(({ isGenuine }) => isGenuine)).toBe(true);
    expect(new Set(provider.of(chat).map(({ requestId }) => requestId)).size).toBe(2);
    const card = await until('contact and lead with the conversation', async () => {
      const person = await stack.crm.person('+79161234567');
      return person.leads[0]?.comments.some((comment) => comment.includes('Спасибо, Анна!')) ? person : null;
    });
    expect(card.contacts.map(({ name }) => name)).toEqual(['Анна']);
    expect(card.leads).toHaveLength(1);
    expect(card.leads[0]).toMatchObject({ statusId: 'UC_CONTACT', responsibleId: '5' });
    expect(card.leads[0]?.tags).toEqual(expect.arrayContaining(['вебхук', 'вопрос о цене']));
  }, 60_000);

  it('takes an update that the provider repeats once', async () => {
    const chat = randomUUID();
    const text = `Сколько стоит повтор ${chat}?`;
    const updateId = randomUUID();
    const answers = [
      await provider.post(chat, text, { updateId }),
      await provider.post(chat, text, { updateId }),
      await provider.post(chat, text, { updateId }),
    ];
    expect(answers.map(({ status, json }) => [status, (json as { duplicate: boolean }).duplicate])).toEqual([
      [200, false],
      [200, true],
      [200, true],
    ]);
    await untilStatus(chat, 'sent');
    expect((await dialogueWith(chat)).messages.map(({ from }) => from)).toEqual(['client', 'assistant']);
  }, 60_000);

  it('refuses a request that is played back, and one with a foreign signature', async () => {
    const chat = randomUUID();
    const requestId = randomUUID();
    const text = `Сколько стоит ${chat}?`;
    await provider.post(chat, text, { requestId });
    const again = await provider.post(chat, text, { requestId });
    const forged = await provider.post(chat, text, { secret: 'not the secret' });
    expect([again.status, (again.json as { code: string }).code]).toEqual([409, 'Channel.Replayed']);
    expect([forged.status, (forged.json as { code: string }).code]).toEqual([401, 'Channel.SignatureWrong']);
    await untilStatus(chat, 'sent'); // or the answer would meet the manners that the next test asks of the provider
  }, 30_000);

  describe.each<[string, Manners]>([
    ['answers 500', 500],
    ['never answers', 'hang'],
    ['cuts the connection', 'cut'],
  ])('when the provider %s after it has read a message', (_, manners) => {
    it('repeats it under the same id where the provider deduplicates', async () => {
      await receiverDeduplicates(true);
      const chat = randomUUID();
      provider.behaveNext(manners);
      await provider.post(chat, `Сколько стоит ${chat}?`);
      await untilStatus(chat, 'sent');
      expect(provider.of(chat)).toHaveLength(2);
      expect(new Set(provider.of(chat).map(({ message }) => message.id)).size).toBe(1);
      expect(new Set(provider.of(chat).map(({ requestId }) => requestId)).size).toBe(2);
    }, 60_000);

    it('marks it "perhaps delivered" where it does not, never repeats it, and goes on', async () => {
      await receiverDeduplicates(false);
      const chat = randomUUID();
      provider.behaveNext(manners);
      await provider.post(chat, `Сколько стоит ${chat}?`);
      await untilStatus(chat, 'perhaps');
      await provider.post(chat, 'Борис, 8 (916) 222-33-44');
      await until('the closing reply', () => textsOf(chat).some((text) => text.startsWith('Спасибо, Борис!')));
      expect(textsOf(chat).filter((text) => text === askForContact)).toHaveLength(1);
    }, 60_000);
  });

  it('marks a reply that was on its way to the provider when a manager took over', async () => {
    await receiverDeduplicates(true);
    const chat = randomUUID();
    const managerLine = `Здравствуйте, это Ольга. ${chat}`;
    stack.barriers.arm('outbox.claim.after', 'pause');
    await provider.post(chat, `Сколько стоит ${chat}?`);
    expect(await stack.barriers.untilPaused('outbox.claim.after')).toBe(stack.pid('worker'));
    await stack.manager.answer((await dialogueWith(chat)).id, managerLine);
    stack.barriers.letGo('outbox.claim.after');
    await untilStatus(chat, 'sentBeforeTakeover');
    await until('both lines at the provider', () => textsOf(chat).length === 2);
    expect(textsOf(chat)).toEqual(expect.arrayContaining([askForContact, managerLine]));
  }, 60_000);

  it('sends again what the provider certainly refused', async () => {
    await receiverDeduplicates(false);
    const chat = randomUUID();
    provider.behaveNext(429, 403);
    await provider.post(chat, `Сколько стоит ${chat}?`);
    await untilStatus(chat, 'sent');
    expect(provider.of(chat)).toHaveLength(3);
  }, 60_000);

  describe('while the provider is down', () => {
    beforeEach(async () => {
      await receiverDeduplicates(false);
      await provider.stop();
    });

    it('keeps what was answered, and delivers it once and in order when the provider is back', async () => {
      const chat = randomUUID();
      await provider.post(chat, `Сколько стоит ${chat}?`);
      await untilStatus(chat, 'planned');
      await provider.post(chat, 'Вера, 8 (916) 777-66-55');
      await until('both answers', async () => {
        const { messages } = await dialogueWith(chat);
        return messages.filter(({ from }) => from === 'assistant').length === 2;
      });
      expect(provider.of(chat)).toEqual([]);
      await provider.start();
      await until('both answers at the provider', () => provider.of(chat).length >= 2);
      await until('nothing on its way', async () =>
        (await dialogueWith(chat)).messages.every(({ status }) => status === 'accepted' || status === 'sent'),
      );
      expect(textsOf(chat)).toEqual([askForContact, expect.stringMatching(/^Спасибо, Вера!/)]);
    }, 90_000);

    it('keeps a manager’s answer, which drops the assistant’s that has not left', async () => {
      const chat = randomUUID();
      await provider.post(chat, `Сколько стоит ${chat}?`);
      await untilStatus(chat, 'planned');
      await stack.admin.answer((await dialogueWith(chat)).id, 'Добрый день, это Ольга.');
      await provider.start();
      await until('the manager’s answer at the provider', () => provider.of(chat).length >= 1);
      await untilStatus(chat, 'cancelled');
      expect(provider.of(chat).map(({ message }) => [message.from, message.text])).toEqual([
        ['manager', 'Добрый день, это Ольга.'],
      ]);
    }, 90_000);
  });
});
