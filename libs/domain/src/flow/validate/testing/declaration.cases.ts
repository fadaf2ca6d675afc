import type { FieldDeclaration, FlowGraph } from '../../flow-graph.ts';
import type { SlotDeclaration, SlotOption } from '../../../slots/slot-declaration.ts';
import type { FindingCode } from '../finding.ts';
import type { declarationKinds } from '../kinds/declaration.kinds.ts';
import type { FindingCase } from './finding-case.ts';
import { asking, text } from './flows.ts';

const slot = (key: string): SlotDeclaration => ({ key, title: text(key), kind: 'text' });
const field = (key: string): FieldDeclaration => ({ key, title: text(key), type: 'string', default: '' });

/** A flow that declares slots and asks for all of them. */
const declaring = (...slots: SlotDeclaration[]): FlowGraph =>
  asking({ slots: [...new Set(slots.map(({ key }) => key))] }, { slots });

const option = (value: string, ...words: string[]): SlotOption => ({ value, title: text(`title of ${value}`), words });
const choosing = (...options: SlotOption[]): FlowGraph =>
  declaring({ key: 'city', title: text('city'), kind: 'choice', options });
const numbered = (min: number, max: number): FlowGraph =>
  declaring({ key: 'seats', title: text('seats'), kind: 'number', min, max });

/** A flow for every finding about what a flow declares. */
export const declarationCases: Record<keyof typeof declarationKinds & FindingCode, FindingCase> = {
  'Flow.DuplicateSlot': {
    flow: declaring(slot('city'), slot('city')),
    at: null,
    near: declaring(slot('city'), slot('city2')),
    settled: true,
  },
  'Flow.BuiltInSlot': { flow: declaring(slot('phone')), at: null, near: declaring(slot('fax')), settled: true },
  'Flow.DuplicateField': {
    flow: asking({}, { fields: [field('bonus'), field('bonus')] }),
    at: null,
    near: asking({}, { fields: [field('bonus'), field('visits')] }),
    settled: true,
  },
  'Flow.EqualOptions': {
    flow: choosing(option('msk', 'capital'), option('spb', 'Capital ', 'north')),
    at: null,
    near: choosing(option('msk', 'capital', 'Capital'), option('spb', 'north')),
    settled: true,
  },
  'Flow.SlotBoundsContradict': { flow: numbered(5, 1), at: null, near: numbered(5, 5), settled: true },
  'Flow.UnusedSlot': {
    flow: asking({}, { slots: [slot('city')] }),
    at: null,
    near: asking({ question: text('phone? ({{city}})') }, { slots: [slot('city')] }),
    settled: true,
  },
};
