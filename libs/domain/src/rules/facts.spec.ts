import type { BundleContent } from '../decide/bundle.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import type { FlowGraph } from '../flow/flow-graph.ts';
import { priceAndContactFlow } from '../flow/price-and-contact.flow.ts';
import { computePermissions } from '../permission/permission.ts';
import { computeFacts } from './compute-facts.ts';
import { factDeclaration, factDeclarations } from './facts.ts';

const switches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};
const bundle: BundleContent = {
  version: 1,
  flowId: 'flow',
  flow: priceAndContactFlow,
  funnel: { id: 'funnel', name: { ru: '', en: '' }, stages: [] },
  stageMapping: {},
  channel: { id: 'c', name: 'Сайт', switches, defaultCountry: 'RU', defaultLocale: 'ru' },
  assistant: null,
  policies: { automaticTags: [], notes: true, history: true },
};
const event: DialogueEvent = { kind: 'clientMessage', messageId: 'm', text: 'привет', seq: 1, at: '' };
const context: DecisionContext = {
  now: '2026-03-01T09:00:00.000Z',
  permissions: computePermissions({ mode: null, switches, capabilities: null, integrationEnabled: false }),
  contactKnown: true,
  lead: 'open',
  stageKey: 'firstContact',
  historyAttached: false,
  assistantOff: false,
  channelName: 'Сайт',
};

describe('facts', () => {
  it('are all there, of their declared type, in the first state', () => {
    const facts = computeFacts(bundle, initialDialogueState('ru'), event, context, null);
    expect(Object.keys(facts).sort()).toEqual(Object.keys(factDeclarations).sort());
    for (const [name, value] of Object.entries(facts)) {
      const { type } = factDeclaration(name) ?? {};
      expect({ name, type }).toEqual({ name, type: Array.isArray(value) ? 'stringList' : typeof value });
    }
  });

  it('have defaults of their own type', () => {
    for (const { type, default: value } of Object.values(factDeclarations)) {
      expect(Array.isArray(value) ? 'stringList' : typeof value).toBe(type);
    }
  });

  it('tell what an open question still lacks', () => {
    const state = {
      ...initialDialogueState('ru'),
      position: { nodeId: 'askForPrice', enteredAt: '', asked: 2 },
      slots: { name: { value: 'Анна', raw: 'анна', seq: 1 } },
    };
    expect(computeFacts(bundle, state, event, context, null)).toMatchObject({
      'ask.asked': 2,
      'ask.left': 1,
      'ask.missing': ['phone'],
      'slots.name.known': true,
      'slots.phone.known': false,
    });
  });

  it('have no attempts below zero, and none where nothing is asked', () => {
    const over = { ...initialDialogueState('ru'), position: { nodeId: 'askForPrice', enteredAt: '', asked: 9 } };
    expect(computeFacts(bundle, over, event, context, null)).toMatchObject({ 'ask.left': 0 });
    const elsewhere = { ...over, position: { nodeId: 'thanks', enteredAt: '', asked: 9 } };
    expect(computeFacts(bundle, elsewhere, event, context, null)).toMatchObject({ 'ask.asked': 0, 'ask.left': 0 });
  });

  it('carry the circumstances and what was understood', () => {
    const reading = {
      understood: [{ slot: 'phone', value: '+7', raw: '7' }],
      question: false,
      refusal: true,
      correction: false,
      notUnderstood: 'после шести',
    };
    expect(computeFacts(bundle, initialDialogueState('en'), event, context, reading)).toMatchObject({
      'understood.any': true,
      'understood.slots': ['phone'],
      'message.refusal': true,
      'message.notUnderstood': 'после шести',
      stage: 'firstContact',
      'contact.known': true,
      'lead.state': 'open',
      'channel.name': 'Сайт',
      'message.locale': 'en',
      now: context.now,
    });
  });

  it('of a flow are declared by its slots and fields, built-in slots left out', () => {
    const title = { ru: 'Размер', en: 'Size' };
    const option = (value: string) => ({ value, title, words: [] });
    const graph: Pick<FlowGraph, 'slots' | 'fields'> = {
      slots: [
        { key: 'size', title, kind: 'choice', options: [option('s'), option('l')] },
        { key: 'name', title, kind: 'text' },
      ],
      fields: [{ key: 'vip', title, type: 'boolean', default: true }],
    };
    expect(factDeclaration('slots.size.known', graph)).toMatchObject({ type: 'boolean', default: false });
    expect(factDeclaration('slots.size.value', graph)).toEqual({
      type: 'string',
      default: '',
      title,
      values: ['s', 'l'],
    });
    expect(factDeclaration('fields.vip', graph)).toEqual({ type: 'boolean', default: true, title });
    expect(factDeclaration('slots.name.value', graph)).toBeUndefined();
    expect(factDeclaration('slots.size.value')).toBeUndefined();
  });

  it('names of the object prototype are not declared', () => expect(factDeclaration('toString')).toBeUndefined());
});
