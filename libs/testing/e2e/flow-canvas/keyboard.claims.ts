import { expect, it } from '@jest/globals';
import type { FlowGraph } from '@voronka/domain';
import type { DraftPage } from '@voronka/testing/browser';
import { ownDraft } from './own-draft.ts';
import type { Bench } from './own-draft.ts';

/** So many stops are the most that a person would go through. */
const mostStops = 60;

const kindOf = (graph: FlowGraph, id: string) => graph.nodes.find((node) => node.id === id)?.kind;
const shape = (graph: FlowGraph) =>
  graph.edges.map(({ source, target }) => `${kindOf(graph, source)}→${kindOf(graph, target)}`).sort();

/** A flow made from nothing and published by keys alone: the mouse, and what only a program can do, are never used. */
export function keyboardClaims(bench: () => Bench): void {
  let draft: DraftPage;
  const press = (keys: string) => draft.page.keyboard.press(keys);
  const type = (text: string) => draft.page.keyboard.type(text);
  const isOn = (selector: string) =>
    draft.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

  async function goTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < mostStops; stop += 1) {
      await press(key);
      if (await isOn(selector)) return;
    }
    throw new Error(`${mostStops} times ${key} do not lead to ${selector}`);
  }
  async function untilOn(selector: string): Promise<void> {
    await draft.page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  }
  async function answer(question: string | RegExp, words: string): Promise<void> {
    await draft.page.getByRole('textbox', { name: question }).waitFor();
    await type(words);
    await press('Enter');
  }
  const card = (kind: string) => `.react-flow__node[data-id^="${kind}-"]`;

  it('adds nodes from the list and from the palette, the keyboard on what was added', async () => {
    draft = await ownDraft(bench(), 'Клавиши', { nodes: [], edges: [] });
    await press('a');
    await answer('Какой узел добавить?', 'Сообщение клиента');
    await untilOn(card('clientMessageTrigger'));
    await press('a');
    await answer('Какой узел добавить?', 'Отправляет клиенту');
    await untilOn(card('reply'));
    await goTo('.v-palette [data-kind="end"]', 'Shift+Tab');
    await press('Enter');
    await draft.untilStored('three nodes', ({ nodes }) => nodes.length === 3);
    expect(shape((await draft.read()).draft.graph)).toEqual(['clientMessageTrigger→reply', 'reply→end']);
  }, 60_000);

  it('connects a node with another, and puts the keyboard back where nothing was picked', async () => {
    await goTo(card('clientMessageTrigger'));
    await press('Enter');
    await draft.page.waitForFunction(() => document.activeElement?.closest('.v-node-panel'));
    await press('Escape');
    await untilOn(card('clientMessageTrigger'));
    await press('c');
    await draft.page.getByRole('textbox', { name: /Куда ведёт/ }).waitFor();
    await press('Escape');
    await untilOn(card('clientMessageTrigger'));
    await press('c');
    await answer(/Куда ведёт/, 'Конец');
    await draft.untilStored('led elsewhere', (graph) => shape(graph).includes('clientMessageTrigger→end'));
    await untilOn(card('clientMessageTrigger'));
    await press('c');
    await answer(/Куда ведёт/, 'Ответ');
    await draft.untilStored('led back', (graph) => shape(graph).includes('clientMessageTrigger→reply'));
  }, 60_000);

  it('edits a field, comes back to the card, takes it back and makes it again', async () => {
    const says = (words: string) => (graph: FlowGraph) =>
      graph.nodes.some((node) => node.kind === 'reply' && node.config.text.ru === words);
    const before = (await draft.read()).draft.graph.nodes.find(({ kind }) => kind === 'reply');
    const old = before?.kind === 'reply' ? before.config.text.ru : '';
    await untilOn(card('clientMessageTrigger'));
    await goTo(card('reply'));
    await press('Enter');
    await draft.page.waitForFunction(() => document.activeElement?.closest('.v-node-panel'));
    await goTo('.v-node-panel textarea');
    await press('Control+a');
    await type('Добрый день!');
    await draft.untilStored('the words', says('Добрый день!'));
    await press('Escape');
    await untilOn(card('reply'));
    await press('Control+z');
    await draft.untilStored('the words before', says(old));
    await press('Control+Shift+z');
    await draft.untilStored('the words again', says('Добрый день!'));
  }, 60_000);

  it('deletes a node, takes that back and publishes', async () => {
    await press('Delete');
    await draft.untilStored('no reply', ({ nodes }) => nodes.length === 2);
    await untilOn('.vf-editing');
    await press('Control+z');
    await draft.untilStored('the reply again', ({ nodes }) => nodes.length === 3);
    await goTo('.v-flow-head button:has(.tabler-icon-rocket):not([aria-disabled="true"])', 'Shift+Tab');
    await press('Enter');
    await draft.page.getByRole('dialog', { name: 'Опубликовать черновик?' }).waitFor();
    await draft.page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'));
    await goTo('[role="dialog"] button:last-of-type:not([aria-label])', 'Shift+Tab');
    expect(await draft.page.evaluate(() => document.activeElement?.textContent)).toBe('Опубликовать');
    await press('Enter');
    await draft.page.getByText('Сценарий опубликован').waitFor();
    expect((await draft.read()).live?.graph.nodes).toHaveLength(3);
    await draft.page.close();
  }, 60_000);
}
