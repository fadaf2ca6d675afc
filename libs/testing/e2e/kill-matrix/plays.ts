import type { BarrierName } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Observed, ScenarioPerson, Stack } from '@voronka/testing';

/** What a play needs. */
export interface PlayContext {
  readonly stack: Stack;
  readonly barrier: BarrierName;
  /** Makes the barrier act, in the play's own good time. */
  readonly arm: () => void;
}

/** How a play ended: what is to be seen, and what must be. */
export interface PlayEnd {
  readonly dialogueId: string;
  readonly seen: Observed;
  readonly expected: Observed;
}

/** A way to get to a barrier and on to the scenario's end, whatever is killed meanwhile. */
export type Play = (context: PlayContext) => Promise<PlayEnd>;

const managerLine = 'Добрый день! Это Ольга, сейчас всё расскажу.';

/** The scenario as the client plays it, from opening the chat to the closing reply. */
export const wholeScenario: Play = async ({ stack, arm }) => {
  const person = newPerson();
  arm();
  return finish(stack, person);
};

/** The CRM knows the person's number but no name: the contact is found and completed, not created. */
export const knownContact: Play = async ({ stack, arm }) => {
  const person = newPerson();
  await stack.crm.rest('crm.contact.add', {
    fields: { NAME: 'Гость', PHONE: [{ VALUE: person.phone, VALUE_TYPE: 'MOBILE' }], ASSIGNED_BY_ID: 7 },
  });
  arm();
  return finish(stack, person);
};

/** The CRM fails while it makes the lead, and has not made it: after the window it is written once more. */
export const lostThenRepeated: Play = async ({ stack, arm }) => {
  const person = newPerson();
  await stack.crm.fail({ kind: 'error500', method: 'crm.lead.add', times: 1 });
  arm();
  return finish(stack, person);
};

/** A flow that also completes the contact, takes a tag away and ends with a to-do for a manager. */
export const furtherCrmSteps: Play = async ({ stack, arm }) => {
  const person = newPerson();
  await stack.admin.publishFlow(flowWithFurtherSteps());
  try {
    arm();
    const end = await finish(stack, person);
    const [lead] = end.expected.leads;
    if (!lead) throw new Error('the scenario ends with a lead');
    const changed = { ...lead, tags: lead.tags.filter((tag) => tag !== takenAway), todos: 1 };
    return { ...end, expected: { ...end.expected, leads: [changed] } };
  } finally {
    await stack.admin.publishFlow(priceAndContactFlow);
  }
};

const takenAway = 'чат';

/** The demo flow with more steps behind its tags, and a hand-off in place of its end. */
function flowWithFurtherSteps(): FlowGraph {
  const label = { ru: 'Ещё шаг', en: 'One more step' };
  const position = { x: 0, y: 0 };
  const further: FlowNode[] = [
    {
      id: 'complete',
      kind: 'updateContact',
      label,
      position,
      config: { name: 'overwrite', phone: 'append', email: 'append' },
    },
    { id: 'untag', kind: 'removeTags', label, position, config: { tags: [takenAway] } },
    { id: 'call', kind: 'handOff', label, position, config: { reason: label, text: null, task: true } },
  ];
  const edge = (source: string, target: string): FlowEdge => ({
    id: `${source}-next-${target}`,
    source,
    port: 'next',
    target,
  });
  const replaced = new Set(['tagsPrice-next-responsible', 'history-next-done']);
  return {
    ...priceAndContactFlow,
    nodes: [...priceAndContactFlow.nodes.filter(({ id }) => id !== 'done'), ...further],
    edges: [
      ...priceAndContactFlow.edges.filter(({ id }) => !replaced.has(id)),
      edge('tagsPrice', 'complete'),
      edge('complete', 'untag'),
      edge('untag', 'responsible'),
      edge('history', 'call'),
    ],
  };
}

/** A manager takes over after the first question and gives the dialogue back. */
export const managerAnswers: Play = async ({ stack, arm }) => {
  const person = newPerson();
  const visitor = await stack.visitor();
  const first = await visitor.send(priceQuestion);
  await visitor.until('the first question', (messages) => messages.some(({ from }) => from === 'assistant'));
  const dialogueId = await dialogueOfMessage(stack, first.id);
  await untilSettled(stack, dialogueId);
  arm();
  await stack.manager.answer(dialogueId, managerLine);
  await visitor.until('the manager’s answer', (messages) => messages.some(({ from }) => from === 'manager'));
  await stack.manager.returnToAssistant(dialogueId);
  await untilSettled(stack, dialogueId);
  await visitor.send(person.introduction);
  await visitor.until('the closing reply', (messages) => messages.at(-1)?.from === 'assistant');
  await untilSettled(stack, dialogueId);
  const { question, again, thanks } = assistantLines(person);
  const conversation = [
    ['client', priceQuestion],
    ['assistant', question],
    ['manager', managerLine],
    ['assistant', again],
    ['client', person.introduction],
    ['assistant', thanks],
  ] as const;
  const expected = { ...goodEnd(person), conversation };
  return { dialogueId, seen: await observe(stack, { person, visitor, dialogueId }), expected };
};

/** The CRM refuses the webhook's key for a while: the step fails for good, a person has it tried again. */
export const refusedThenRetried: Play = async ({ stack, arm }) => {
  const person = newPerson();
  const visitor = await stack.visitor();
  const first = await visitor.send(priceQuestion);
  await visitor.until('the first question', (messages) => messages.some(({ from }) => from === 'assistant'));
  const dialogueId = await dialogueOfMessage(stack, first.id);
  await stack.crm.fail({ kind: 'status401', method: 'crm.contact.add', times: 100 });
  arm();
  await visitor.send(person.introduction);
  const [incident] = await until('an incident', async () => {
    const incidents = await stack.admin.incidentsOf(dialogueId);
    return incidents.length > 0 && incidents;
  });
  await stack.crm.heal();
  await stack.admin.retryIncident(incident?.id ?? '');
  await until('the lead', async () => (await stack.crm.person(person.phone)).leads.length > 0);
  await untilSettled(stack, dialogueId);
  const seen = await observe(stack, { person, visitor, dialogueId });
  return { dialogueId, seen, expected: { ...goodEnd(person), badSteps: refusedSteps } };
};

/** Somebody in the CRM changes the responsible of the new lead before the dialogue comes to set it. */
export const responsibleChanged: Play = async ({ stack, arm }) => {
  const person = newPerson();
  stack.barriers.arm('crm.write.addTags.before', 'pause');
  const visitor = await stack.visitor();
  await visitor.say(priceQuestion);
  await visitor.send(person.introduction);
  await stack.barriers.untilPaused('crm.write.addTags.before');
  const { leads } = await stack.crm.person(person.phone);
  await stack.crm.rest('crm.lead.update', { id: leads[0]?.id, fields: { ASSIGNED_BY_ID: 7 } });
  arm();
  stack.barriers.letGo('crm.write.addTags.before');
  return observeEnd(stack, person, visitor);
};

// On record stay the step that failed and the CRM steps behind it in its turn; the retry ran all of them anew.
const refusedSteps = [
  'findOrCreateContact: failed',
  'createLead: cancelled',
  'addTags: cancelled',
  'assignResponsible: cancelled',
  'moveStage: cancelled',
  'addNote: cancelled',
  'attachHistory: cancelled',
];

async function finish(stack: Stack, person: ScenarioPerson): Promise<PlayEnd> {
  const visitor = await stack.visitor();
  await visitor.say(priceQuestion);
  await visitor.send(person.introduction);
  return observeEnd(stack, person, visitor);
}

async function observeEnd(
  stack: Stack,
  person: ScenarioPerson,
  visitor: Awaited<ReturnType<Stack['visitor']>>,
): Promise<PlayEnd> {
  const { thanks } = assistantLines(person);
  const messages = await visitor.until('the closing reply', (all) => all.some(({ text }) => text === thanks));
  const dialogueId = await dialogueOfMessage(stack, messages[0]?.id ?? '');
  await untilSettled(stack, dialogueId);
  return { dialogueId, seen: await observe(stack, { person, visitor, dialogueId }), expected: goodEnd(person) };
}
