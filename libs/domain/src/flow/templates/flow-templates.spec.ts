import type { Stage } from '../../funnel/funnel.ts';
import type { FlowGraph } from '../flow-graph.ts';
import { startsOf, templatesOf } from '../node-specifications.ts';
import { validateFlow } from '../validate/validate-flow.ts';
import { emptyFlow, flowTemplateNames, flowTemplates } from './flow-templates.ts';

const stage = (key: string, sort: number, semantics: Stage['semantics']): Stage => {
  return { key, name: { ru: key, en: key }, sort, semantics };
};
const longFunnel = [
  stage('won', 50, 'won'),
  stage('new', 10, 'open'),
  stage('talks', 20, 'open'),
  stage('contract', 30, 'open'),
];
const readyToCall = { name: 'readyToCall', title: { ru: 'Готов', en: 'Ready' } };

function errors(graph: FlowGraph, stages: Stage[], signals: (typeof readyToCall)[]): string[] {
  const findings = validateFlow(graph, {
    funnel: { id: 'f', name: { ru: 'Ф', en: 'F' }, stages },
    stageMapping: null,
    checkPattern: () => null,
    signals,
    hasCalendar: true,
  });
  return findings.map(({ code, nodeId, message }) => `${code} ${nodeId ?? '-'} ${message.en}`);
}

describe.each(flowTemplateNames)('the template %s', (name) => {
  const { title, description, draw } = flowTemplates[name];

  it('passes the check without a finding, in a long funnel and in one of a single stage', () => {
    for (const stages of [longFunnel, [stage('only', 1, 'open')], [stage('won', 1, 'won')]]) {
      for (const signals of [[], [readyToCall], [{ ...readyToCall, name: 'other' }]]) {
        expect(errors(draw({ stages, signals }), stages, signals)).toEqual([]);
      }
    }
  });

  it('says everything in both languages, the English without Russian letters', () => {
    const graph = draw({ stages: longFunnel, signals: [readyToCall] });
    const texts = [title, description, ...graph.nodes.flatMap((node) => [node.label, ...templatesOf(node)])];
    for (const { ru, en } of texts) {
      expect(ru.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      expect(en).not.toMatch(/[а-яё]/iu);
    }
  });

  it('draws the same for the same place', () => {
    const place = { stages: longFunnel, signals: [] };
    expect(draw(place)).toEqual(draw(place));
  });
});

describe('a template', () => {
  it('begins at the funnel’s first open stage, whatever the order in which stages come', () => {
    const graph = flowTemplates.collectContact.draw({ stages: longFunnel, signals: [] });
    const withLead = flowTemplates.qualify.draw({ stages: longFunnel, signals: [] });
    const keys = withLead.nodes.flatMap((node) =>
      node.kind === 'createLead' || node.kind === 'moveStage' ? [node.config.stageKey] : [],
    );
    expect(keys).toEqual(['new', 'talks']);
    expect(graph.nodes.some((node) => node.kind === 'createLead')).toBe(false);
  });

  it('takes the demo’s stages where no funnel is known', () => {
    const graph = flowTemplates.priceQuestion.draw({ stages: [], signals: [] });
    expect(JSON.stringify(graph)).toContain('"stageKey":"firstContact"');
  });

  it('moves by the signal that is there, else by a button', () => {
    const starts = (signals: (typeof readyToCall)[]) =>
      flowTemplates.stageBySignal
        .draw({ stages: longFunnel, signals })
        .nodes.filter((node) => startsOf(node) === 'beside')
        .map((node) => (node.kind === 'signalTrigger' ? node.config.signal : node.kind));
    expect(starts([{ ...readyToCall, name: 'other' }, readyToCall])).toEqual(['readyToCall']);
    expect(starts([])).toEqual(['manualTrigger']);
  });
});

describe('an empty flow', () => {
  it('passes the check', () => {
    expect(errors(emptyFlow(), longFunnel, [])).toEqual([]);
  });
});
