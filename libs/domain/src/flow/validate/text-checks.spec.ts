import type { SilenceConfig } from '../node-configs.ts';
import { asking, chain, codes, firstSuggestion, inOne, node, reply, start, text } from './testing/flows.ts';

describe('texts', () => {
  it('know the flow’s own slots and fields, and no others', () => {
    const declared = {
      slots: [{ key: 'city', title: text('city'), kind: 'text' as const }],
      fields: [{ key: 'bonus', title: text('bonus'), type: 'number' as const, default: 0 }],
    };
    const graph = inOne(reply('hi', '{{city}} {{fields.bonus}}'));
    expect(codes({ ...graph, ...declared })).toEqual([]);
    expect(codes(graph)).toEqual(['Flow.UnknownVariable hi', 'Flow.UnknownVariable hi']);
  });

  it('of reminders, reasons and hand-offs are looked at too', () => {
    const silence: SilenceConfig = { remindAfterMinutes: 5, reminders: [text('')], closeAfterMinutes: 10 };
    expect(codes(asking({ silence }))).toEqual(['Flow.EmptyText ask']);
    const reason = text('{{nobody}}');
    expect(codes(chain([start, node('off', 'handOff', { reason, text: null })]))).toEqual(['Flow.UnknownVariable off']);
  });

  it('get the nearest variable in every place and language, and keep the rest', () => {
    const { after } = firstSuggestion(
      inOne(node('hi', 'reply', { text: { ru: '{{nme}}, да? {{ nme }}', en: 'no {{phone}} {{nme}}' } })),
    );
    expect(after.nodes[1]?.config).toEqual({ text: { ru: '{{name}}, да? {{name}}', en: 'no {{phone}} {{name}}' } });
  });

  it('that are missing are translated from the other language', () => {
    expect(firstSuggestion(inOne(node('hi', 'reply', { text: { ru: 'привет', en: '' } }))).text).toBe(
      'Translate into English: "привет"',
    );
    expect(firstSuggestion(inOne(reply('hi', ' '))).text).toBeUndefined();
  });
});
