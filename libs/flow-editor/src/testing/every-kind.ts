import type { FlowGraph, FlowNode, LocalizedText, NodeConfigs, NodeKind } from '@voronka/domain';

const text = (ru: string, en: string): LocalizedText => ({ ru, en });
const asksPrice = { fact: 'message.question', operator: 'equal', value: true } as const;

/** A slot and a field of a flow's own. */
export const declarations: Required<Pick<FlowGraph, 'slots' | 'fields'>> = {
  slots: [
    {
      key: 'city',
      title: text('город', 'city'),
      kind: 'choice',
      options: [
        { value: 'msk', title: text('Москва', 'Moscow'), words: [] },
        { value: 'spb', title: text('Петербург', 'Petersburg'), words: [] },
      ],
    },
  ],
  fields: [{ key: 'bonus', title: text('Бонусы', 'Bonus points'), type: 'number', default: 0 }],
};

/** A config of every kind that says as much as the kind can. */
export const fullConfigs: NodeConfigs = {
  newDialogueTrigger: { when: asksPrice, priority: 2 },
  clientMessageTrigger: { when: asksPrice, oncePerEpisode: false, priority: 1, interrupts: true },
  signalTrigger: { signal: 'readyToCall', when: asksPrice },
  stageMovedTrigger: { stageKeys: ['won', 'lost'], by: ['crm', 'operator', 'assistant'], when: asksPrice },
  responsibleChangedTrigger: { when: asksPrice },
  timerTrigger: { afterMinutes: 1505, since: 'handOff', when: asksPrice },
  silenceTrigger: { minutes: 60, times: 2, when: asksPrice },
  manualTrigger: { when: asksPrice },
  rule: { outputs: [{ port: 'a', title: text('Да', 'Yes'), priority: 1, conditions: asksPrice }], policy: 'all' },
  ask: {
    slots: ['phone', 'city'],
    attempts: 2,
    question: text('Откуда вы?', 'Where are you from?'),
    again: [{ missing: ['city'], text: text('А город?', 'And the city?') }],
    skipKnown: false,
    silence: { remindAfterMinutes: 30, reminders: [text('Вы здесь?', 'Are you there?')], closeAfterMinutes: 120 },
  },
  reply: { text: text('Здравствуйте', 'Hello') },
  qualify: {
    score: 10,
    reasons: [text('Написал', 'Wrote')],
    criteria: [{ points: -5, reason: text('Только спросил', 'Only asked'), when: asksPrice }],
  },
  wait: {
    for: { kind: 'event', events: ['signal', 'managerMessage'], signal: 'readyToCall', timeoutMinutes: 60 },
    onMessage: 'leave',
  },
  raiseSignal: { signal: 'readyToCall' },
  callWebhook: { webhookId: 'loyalty', waitForAnswer: true, answer: { bonus: 'points' } },
  subFlow: { flowId: 'delivery' },
  findOrCreateContact: {},
  updateContact: { name: 'fillEmpty', phone: 'append', email: 'overwrite' },
  createLead: { title: text('Обращение', 'Enquiry'), stageKey: 'unsorted', card: 'deal' },
  moveStage: { stageKey: 'won', allowBack: true },
  addTags: { tags: ['VIP'] },
  removeTags: { tags: ['VIP'] },
  addNote: { text: text('Перезвонить', 'Call back') },
  attachHistory: {},
  assignResponsible: { choose: true },
  handOff: { reason: text('Просит человека', 'Asks for a person'), text: null, answerWithinMinutes: 15, task: true },
  returnToAssistant: {},
  end: { close: true },
};

/** A node of every kind. */
export const nodeOfEveryKind: FlowNode[] = (Object.keys(fullConfigs) as NodeKind[]).map(
  (kind) =>
    ({ id: kind, kind, label: text(kind, kind), position: { x: 0, y: 0 }, config: fullConfigs[kind] }) as FlowNode,
);
