import type { FlowGraph, FlowNode } from '@voronka/domain';
import { declarations, nodeOfEveryKind } from '../testing/every-kind.ts';
import {
  checkField,
  checkSlot,
  fieldAs,
  keyOf,
  keyProblem,
  newSlot,
  slotAs,
  slotKeyProblem,
  usersOfField,
  usersOfSlot,
  withOption,
} from './declarations.ts';
import { byPriority, moved, movedTo, prioritised, withOutput } from './lists.ts';
import { openVariable, previewOf, variablesFor, withVariable } from './sample-values.ts';
import { text } from './text.ts';

describe('a text with variables', () => {
  it('is shown as a client would read it', () => {
    const said = text('Спасибо, {{name}}! Город: {{city}}, бонусы: {{fields.bonus}}', 'Thanks, {{name}}! {{city}}');
    expect(previewOf(said, declarations, 'ru')).toBe('Спасибо, Анна! Город: Москва, бонусы: 0');
    expect(previewOf(said, declarations, 'en')).toBe('Thanks, Anna! Moscow');
  });

  it('every variable it can hold has a value to show', () => {
    for (const { name } of variablesFor(declarations)) {
      for (const locale of ['ru', 'en'] as const) {
        expect(previewOf(text(`{{${name}}}`, `{{${name}}}`), declarations, locale)).not.toBe('');
      }
    }
  });

  it('a variable is offered from its opening brackets on and put in their place', () => {
    expect(openVariable('Привет, {{na', 12)).toEqual({ from: 8, typed: 'na' });
    expect(openVariable('Привет, {{имя', 13)).toEqual({ from: 8, typed: 'имя' });
    expect(openVariable('Привет, {{name}}!', 17)).toBeNull();
    expect(withVariable('Привет, {{na!', 'name', 8, 12)).toEqual({ value: 'Привет, {{name}}!', caret: 16 });
    expect(withVariable('{{na}} и', 'name', 0, 4).value).toBe('{{name}} и');
  });
});

describe('ways out of a rule', () => {
  const outputs = [1, 3, 2].map((priority) => ({
    port: `p${priority}`,
    title: text('', ''),
    priority,
    conditions: { fact: 'owner', operator: 'equal', value: 'manager' } as const,
  }));
  const order = (list: { port: string }[]) => list.map(({ port }) => port);

  it('stand in the order in which they are looked at', () =>
    expect(order(byPriority(outputs))).toEqual(['p3', 'p2', 'p1']));

  it('keep their order as unique priorities', () => {
    const ordered = prioritised(movedTo(byPriority(outputs), 2, 0));
    expect(ordered.map(({ port, priority }) => [port, priority])).toEqual([
      ['p1', 3],
      ['p3', 2],
      ['p2', 1],
    ]);
    expect(order(byPriority(ordered))).toEqual(order(ordered));
  });

  it('a new one comes last, under a port of its own', () => {
    const more = withOutput(withOutput(byPriority(outputs)));
    expect(order(more)).toEqual(['p3', 'p2', 'p1', 'out1', 'out2']);
    expect(new Set(more.map(({ priority }) => priority)).size).toBe(5);
  });

  it('do not move over the ends', () => {
    expect(moved([1, 2], 0, -1)).toEqual([1, 2]);
    expect(moved([1, 2], 0, 1)).toEqual([2, 1]);
  });
});

describe('details and fields that a flow declares', () => {
  const graph: FlowGraph = { nodes: nodeOfEveryKind, edges: [], ...declarations };
  const idsOf = (nodes: FlowNode[]) => nodes.map(({ id }) => id);

  it('get a key out of their name', () => {
    expect(keyOf('Площадь кухни')).toBe('ploschadKukhni');
    expect(keyOf('2nd phone, if any')).toBe('ndPhoneIfAny');
    expect(keyOf('???')).toBe('');
    expect(keyProblem(keyOf('Длинное название '.repeat(5)), [])).toBeNull();
  });

  it('cannot take a key that is used already', () => {
    expect(slotKeyProblem('city', declarations.slots)?.en).toMatch(/taken/);
    expect(slotKeyProblem('phone', [])?.en).toMatch(/Every flow/);
    expect(slotKeyProblem('message', [])?.en).toMatch(/Every flow/);
    expect(slotKeyProblem('1a', [])?.en).toMatch(/letter first/);
    expect(slotKeyProblem('area', declarations.slots)).toBeNull();
  });

  it('are fit to be saved from the beginning, whatever their kind', () => {
    for (const kind of ['text', 'number', 'choice', 'date'] as const) {
      expect(checkSlot(newSlot(kind, 'area', text('площадь', 'area')))).toEqual([]);
      expect(checkSlot(slotAs(newSlot('choice', 'area', text('площадь', 'area')), kind))).toEqual([]);
    }
    for (const type of ['string', 'number', 'boolean'] as const) {
      expect(checkField(fieldAs({ key: 'a', title: text('а', 'a') }, type))).toEqual([]);
    }
    expect(checkField(fieldAs({ key: 'a', title: text('', 'a') }, 'string'))).toMatchObject([{ path: ['title'] }]);
  });

  it('an option that is added has a value of its own', () => {
    const slot = withOption(newSlot('choice', 'area', text('а', 'a')) as Parameters<typeof withOption>[0]);
    expect(slot.kind === 'choice' && slot.options.map(({ value }) => value)).toEqual(['option1', 'option2', 'option3']);
  });

  it('are known by the nodes that use them', () => {
    expect(idsOf(usersOfSlot(graph, 'city'))).toEqual(['ask']);
    expect(idsOf(usersOfField(graph, 'bonus'))).toEqual(['callWebhook']);
    expect(usersOfField(graph, 'points')).toEqual([]);
  });
});
