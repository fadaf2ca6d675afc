import { nodeSpecifications, priceAndContactFlow } from '@voronka/domain';
import type { FlowNode, Locale, NodeKind } from '@voronka/domain';
import { canvasWords } from '../testing/canvas-words.ts';
import { declarations, fullConfigs, nodeOfEveryKind } from '../testing/every-kind.ts';
import { canvasSpecifications, settingsOf, summaryOf } from './specifications.ts';
import { conditionInWords, leafInWords, minutesInWords, valueInWords, weekdaysInWords } from './words.ts';

function nodeOf(id: string): FlowNode {
  const node = priceAndContactFlow.nodes.find((item) => item.id === id);
  if (!node) throw new Error(`the demo flow has no node ${id}`);
  return node;
}

/** Settings of a kind as "label: value", with the names of slots and fields at hand. */
function settingsInWords<K extends NodeKind>(kind: K, locale: Locale, changes: object = {}): string[] {
  const config = { ...fullConfigs[kind], ...changes };
  const flowNames = new Map([['delivery', 'Доставка']]);
  const lines = settingsOf({ kind, config }, { ...canvasWords(locale), declarations, flowNames });
  return lines.map(({ label, value }) => `${label}: ${value}`);
}

describe('canvas specifications', () => {
  it('exist for exactly the kinds of the domain', () => {
    expect(Object.keys(canvasSpecifications).sort()).toEqual(Object.keys(nodeSpecifications).sort());
  });

  it.each(['ru', 'en'] as const)('say something in every setting of every kind, in %s', (locale) => {
    for (const node of [...priceAndContactFlow.nodes, ...nodeOfEveryKind]) {
      for (const line of settingsOf(node, { ...canvasWords(locale), declarations })) {
        expect(line.label).toMatch(/\S/);
        expect(line.value).toMatch(/\S/);
        expect(`${line.label} ${line.value}`).not.toMatch(/undefined|NaN/);
      }
    }
  });

  it('have a label of each language for every setting of every kind', () => {
    const labels = (locale: Locale) =>
      nodeOfEveryKind.flatMap((node) => {
        return settingsOf(node, { ...canvasWords(locale), declarations }).map(({ label }) => label);
      });
    expect(labels('ru').filter((label) => !/[а-яё]/iu.test(label))).toEqual([]);
    expect(labels('en').filter((label) => /[а-яё]/iu.test(label))).toEqual([]);
    expect(labels('en')).toHaveLength(labels('ru').length);
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

  it('show what a question does about known details and silence', () => {
    expect(settingsInWords('ask', 'en').slice(-5)).toEqual([
      'Attempts to ask: 2',
      'What is known already: is asked for all the same',
      'Reminds after: 30 minutes',
      'Reminder: Are you there?',
      'Waits for an answer at most: 2 hours',
    ]);
    expect(settingsInWords('ask', 'en', { silence: null, skipKnown: true }).at(-1)).toBe('Attempts to ask: 2');
  });

  it('call slots, fields and flows by the names that people gave them', () => {
    expect(settingsInWords('ask', 'ru')[0]).toBe('Узнаёт: телефон, город');
    expect(settingsInWords('callWebhook', 'ru')).toContain('Берёт из ответа: Бонусы ← points');
    expect(settingsInWords('subFlow', 'ru')).toEqual(['Сценарий: Доставка']);
  });

  it('say of a trigger when it fires', () => {
    expect(settingsInWords('timerTrigger', 'ru').slice(0, 2)).toEqual([
      'Через: 1 день 1 час 5 минут',
      'Считая от: передачи менеджеру',
    ]);
    expect(settingsInWords('stageMovedTrigger', 'en', { stageKeys: [], by: [], when: null })).toEqual([
      'The card came to the stage: any stage',
      'Moved by: anybody',
    ]);
    expect(settingsInWords('clientMessageTrigger', 'en')).toContain(
      'While a question is open: answers and comes back to the question',
    );
  });

  it('say of a wait what ends it', () => {
    expect(settingsInWords('wait', 'ru')).toEqual([
      'Ждёт: сигнал, сообщение менеджера',
      'Сигнал: «readyToCall»',
      'Не дольше: 1 час',
      'Если клиент напишет: уходит выходом «Клиент написал»',
    ]);
    const time = { for: { kind: 'localTime', time: '09:30', days: [5, 1] }, onMessage: 'stay' };
    expect(settingsInWords('wait', 'ru', time)).toEqual(['Ждёт: время 09:30', 'По дням: пн, пт']);
    expect(settingsInWords('wait', 'en', { for: { kind: 'businessHours' }, onMessage: 'stay' })).toEqual([
      'Waits for: business hours',
    ]);
  });

  it('show the points that a qualification gives and takes', () => {
    expect(settingsInWords('qualify', 'en')).toEqual([
      'Score to begin with: 10',
      'Reasons: Wrote',
      '−5: Only asked: The client asks something: yes',
    ]);
  });
});

describe('times in words', () => {
  it('join days, hours and minutes, leaving out what is nothing', () => {
    expect(minutesInWords(1440, 'ru')).toBe('1 день');
    expect(minutesInWords(125, 'en')).toBe('2 hours 5 minutes');
    expect(minutesInWords(0, 'en')).toBe('0 minutes');
  });

  it('name the days of the week from Monday on', () => {
    expect(weekdaysInWords([7, 1], 'en')).toBe('Mon, Sun');
  });
});

describe('conditions in words', () => {
  it('say a yes-or-no fact without an operator', () => {
    expect(leafInWords({ fact: 'slots.phone.known', operator: 'equal', value: true }, 'ru')).toBe(
      'Телефон известен: да',
    );
  });

  it('know the slots of the flow and the titles of their options', () => {
    const inMoscow = { fact: 'slots.city.value', operator: 'equal' as const, value: 'msk' };
    expect(leafInWords(inMoscow, 'ru', declarations)).toBe('город равно «Москва»');
    const known = { fact: 'slots.city.known', operator: 'equal' as const, value: true };
    expect(conditionInWords({ not: { ...inMoscow, operator: 'in', value: ['msk', 'x'] } }, 'en', declarations)).toBe(
      'it is not so that:\n   city is one of “Moscow”, “x”',
    );
    expect(leafInWords(known, 'ru', declarations)).toBe('Известно: город: да');
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
