import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 90_000;
/** "At once" for a client who waits for an answer, with room for a slow machine. */
const atOnceMs = 5_000;

describe('trouble with the CRM', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { CRM_DELAYED_AFTER_MS: '1000' } });
  }, caseTimeoutMs);
  afterEach(() => stack.crm.heal());
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  /** Plays the scenario up to the closing reply, which has to come as if there were no trouble. */
  async function talk(person: ScenarioPerson): Promise<{ visitor: WidgetClient; dialogueId: string }> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    const { question, thanks } = assistantLines(person);
    await visitor.until('the question', (all) => all.at(-1)?.text === question, { timeoutMs: atOnceMs });
    await visitor.send(person.introduction);
    await visitor.until('the closing reply', (all) => all.at(-1)?.text === thanks, { timeoutMs: atOnceMs });
    return { visitor, dialogueId: await dialogueOfMessage(stack, id) };
  }

  const untilStatus = (dialogueId: string, status: string) =>
    until(`the dialogue shows "${status}"`, async () => (await stack.admin.dialogue(dialogueId)).status === status);

  async function expectGoodEnd(person: ScenarioPerson, visitor: WidgetClient, dialogueId: string): Promise<void> {
    await untilSettled(stack, dialogueId);
    expect(await observe(stack, { person, visitor, dialogueId })).toEqual(goodEnd(person));
    expect(await stack.admin.dialogue(dialogueId)).toMatchObject({ status: 'completed' });
  }

  it(
    'nobody listens at its address: answers go on, the dialogue shows "delayed", later all is there once',
    async () => {
      const person = newPerson();
      await stack.killForGood('sandbox');
      const { visitor, dialogueId } = await talk(person);
      await untilStatus(dialogueId, 'delayed');
      await stack.start('sandbox');
      await expectGoodEnd(person, visitor, dialogueId);
    },
    caseTimeoutMs,
  );

  it.each([
    ['says "too many requests" (429)', 'status429'],
    ['says "too many requests" (503)', 'status503'],
    ['fails with 500', 'error500'],
    ['answers with a page of HTML', 'html502'],
    ['does not answer', 'hang'],
    ['cuts the connection', 'dropBefore'],
  ])(
    'the CRM %s: answers go on, the dialogue shows "delayed", later all is there once',
    async (_, kind) => {
      const person = newPerson();
      await stack.crm.fail({ kind, times: 10_000 });
      const { visitor, dialogueId } = await talk(person);
      await untilStatus(dialogueId, 'delayed');
      await stack.crm.heal();
      await expectGoodEnd(person, visitor, dialogueId);
    },
    caseTimeoutMs,
  );

  it.each([
    ['fails with 500', 'error500AfterWrite'],
    ['cuts the connection', 'dropAfterWrite'],
  ])(
    'the CRM writes contact, lead and comments and then %s: what it wrote is found again and not written twice',
    async (_, kind) => {
      const person = newPerson();
      for (const method of ['crm.contact.add', 'crm.lead.add']) await stack.crm.fail({ kind, method });
      await stack.crm.fail({ kind, method: 'crm.timeline.comment.add', times: 2 });
      const { visitor, dialogueId } = await talk(person);
      await expectGoodEnd(person, visitor, dialogueId);
      // Every fault was met.
      expect(await stack.crm.control('GET', 'faults')).toEqual({ faults: [] });
    },
    caseTimeoutMs,
  );

  it(
    'the CRM refuses the key (401): an incident calls a person, and its retry works once the key does',
    async () => {
      const person = newPerson();
      await stack.crm.fail({ kind: 'status401', times: 10_000 });
      const { visitor, dialogueId } = await talk(person);
      await untilStatus(dialogueId, 'incident');
      const [incident, ...others] = await stack.admin.incidentsOf(dialogueId);
      expect(incident).toMatchObject({ code: 'Crm.Unauthorized', nodeId: 'contactPrice', state: 'open' });
      expect(others).toEqual([]);

      await stack.admin.retryIncident(incident?.id ?? '');
      const [again] = await until('the next incident, as the key is still refused', async () => {
        const open = await stack.admin.incidentsOf(dialogueId);
        return open.length > 0 && open;
      });
      await stack.crm.heal();
      await stack.admin.retryIncident(again?.id ?? '');
      await until('the lead', async () => (await stack.crm.person(person.phone)).leads.length > 0);
      await untilSettled(stack, dialogueId);
      const { badSteps, ...rest } = await observe(stack, { person, visitor, dialogueId });
      expect({ ...rest, badSteps: [] }).toEqual(goodEnd(person));
      expect(badSteps.filter((step) => step.endsWith('failed'))).toEqual([
        'findOrCreateContact: failed',
        'findOrCreateContact: failed',
      ]);
      expect(await stack.admin.incidentsOf(dialogueId)).toEqual([]);
    },
    caseTimeoutMs,
  );
});
