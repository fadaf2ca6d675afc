import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { Observed, ScenarioPerson, Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 120_000;
const many = 20;
// Twenty clients who look are load too.
const calmly = { timeoutMs: 90_000, everyMs: 500 };

describe('people at the same time', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  /** Plays the scenario as one visitor in a browser of its own. */
  async function play(person: ScenarioPerson): Promise<{ dialogueId: string; visitor: WidgetClient; seen: Observed }> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    const { question, thanks } = assistantLines(person);
    await visitor.until('the question', (messages) => messages.some(({ text }) => text === question), calmly);
    await visitor.send(person.introduction);
    await visitor.until('the closing reply', (messages) => messages.some(({ text }) => text === thanks), calmly);
    const dialogueId = await dialogueOfMessage(stack, id);
    await untilSettled(stack, dialogueId, calmly);
    return { dialogueId, visitor, seen: await observe(stack, { person, visitor, dialogueId }) };
  }

  const inCrm = async (dialogueId: string) => {
    const { crm } = await stack.admin.dialogue(dialogueId);
    return { contactId: crm?.contactId, leadId: crm?.leadId };
  };

  it(
    'the same person from another browser joins the open lead; there is no second contact',
    async () => {
      const person = newPerson();
      const first = await play(person);
      expect(first.seen).toEqual(goodEnd(person));
      const second = await play(person);
      expect(second.dialogueId).not.toBe(first.dialogueId);
      const [lead] = goodEnd(person).leads;
      expect(second.seen).toEqual({ ...goodEnd(person), leads: [{ ...lead, notes: 2, histories: 2 }] });
      expect(await inCrm(second.dialogueId)).toEqual(await inCrm(first.dialogueId));
    },
    caseTimeoutMs,
  );

  it(
    `${many} dialogues of one new person at once make one contact and one lead with ${many} conversations`,
    async () => {
      const person = newPerson();
      const ends = await Promise.all(Array.from({ length: many }, () => play(person)));
      const [lead] = goodEnd(person).leads;
      for (const { dialogueId, visitor } of ends) {
        expect(await observe(stack, { person, visitor, dialogueId })).toEqual({
          ...goodEnd(person),
          leads: [{ ...lead, notes: many, histories: many }],
        });
      }
    },
    caseTimeoutMs,
  );

  it(
    `${many} different people at once make ${many} contacts and ${many} leads`,
    async () => {
      const before = await stack.crm.counts();
      const people = Array.from({ length: many }, () => newPerson());
      const ends = await Promise.all(people.map((person) => play(person)));
      expect(ends.map(({ seen }) => seen)).toEqual(people.map(goodEnd));
      expect(await stack.crm.counts()).toEqual({ contacts: before.contacts + many, leads: before.leads + many });
    },
    caseTimeoutMs,
  );
});
