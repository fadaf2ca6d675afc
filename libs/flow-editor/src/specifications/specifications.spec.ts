import { nodeSpecifications, priceAndContactFlow } from '@voronka/domain';
import type { FlowNode } from '@voronka/domain';
import { canvasWords } from '../testing/canvas-words.ts';
import { canvasSpecifications, settingsOf, summaryOf } from './specifications.ts';
import { conditionInWords, leafInWords, valueInWords } from './words.ts';

function nodeOf(id: string): FlowNode {
  const node = priceAndContactFlow.nodes.find((item) => item.id === id);
  if (!node) throw new Error(`the demo flow has no node ${id}`);
  return node;
}

describe('canvas specifications', () => {
  it('exist for exactly the kinds of the domain', () => {
    expect(Object.keys(canvasSpecifications).sort()).toEqual(Object.keys(nodeSpecifications).sort());
  });

  it.each(['ru', 'en'] as const)('say something in every setting of the demo flow, in %s', (locale) => {
    for (const node of priceAndContactFlow.nodes) {
      for (const line of settingsOf(node, canvasWords(locale))) {
        expect(line.label).toMatch(/\S/);
        expect(line.value).toMatch(/\S/);
      }
    }
  });

  it('leave no Russian words in the English settings, except what an author wrote so', () => {
    const authored = /сколько|почём|стоимост|цен|прайс|расценк|тариф|чат/;
    const words = canvasWords('en');
    const lines = priceAndContactFlow.nodes.flatMap((node) => settingsOf(node, words).map((line) => line));
    const foreign = lines.filter(
      ({ label, value }) => /[а-яё]/i.test(label) || (/[а-яё]/i.test(value) && !authored.test(value)),
    );
    expect(foreign).toEqual([]);
  });

  it('name a stage as people do, not by its key', () => {
    expect(summaryOf(nodeOf('contacted'), canvasWords('ru'))).toBe('FIRSTCONTACT');
  });

  it('show an ask with every wording that a client may get', () => {
    const quotes = settingsOf(nodeOf('askForPrice'), canvasWords('ru')).filter((line) => line.tone === 'quote');
    expect(quotes).toHaveLength(6);
    expect(quotes[0]?.value).toBe('Как вас зовут и номер для связи?');
  });
});

describe('conditions in words', () => {
  it('say a yes-or-no fact without an operator', () => {
    expect(leafInWords({ fact: 'slots.phone.known', operator: 'equal', value: true }, 'ru')).toBe(
      'Телефон известен: да',
    );
  });

  it('keep the name of a fact that nobody declared', () => {
    expect(leafInWords({ fact: 'weather', operator: 'equal', value: 'rain' }, 'en')).toBe('weather equals “rain”');
  });

  it('indent groups and leave out a group around one condition', () => {
    const phone = { fact: 'slots.phone.known', operator: 'equal' as const, value: true };
    const name = { fact: 'slots.name.known', operator: 'equal' as const, value: true };
    expect(conditionInWords({ all: [{ any: [phone] }, { not: name }] }, 'en')).toBe(
      ['all of:', '   Phone is known: yes', '   it is not so that:', '      Name is known: yes'].join('\n'),
    );
  });

  it('call nothing empty', () => {
    expect([valueInWords('', 'ru'), valueInWords([], 'en'), valueInWords(null, 'ru')]).toEqual(['пусто', 'empty', '–']);
  });
});
