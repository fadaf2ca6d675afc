import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { nodeSpecifications } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import { newNode } from '@voronka/flow-editor';
import { checkNode, nodeForms, shownFields, withField } from '@voronka/flow-editor/forms';
import { en } from '../../../i18n/en.ts';
import { ru } from '../../../i18n/ru.ts';
import type { Surroundings } from './form-context.ts';
import { NodeForm } from './node-form.tsx';

const kinds = Object.keys(nodeSpecifications) as NodeKind[];
const surroundings: Surroundings = {
  stages: [{ value: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' } }],
  signals: [{ value: 'signal', name: { ru: 'Готов к звонку', en: 'Ready to call' } }],
  webhooks: [{ value: 'hook', name: { ru: 'Учёт', en: 'Accounting' }, state: 'off' }],
  flows: [{ value: 'flow', name: { ru: 'Доставка', en: 'Delivery' }, state: 'unpublished' }],
};
const names = { stageKey: 'unsorted', signal: 'signal', webhookId: 'hook', flowId: 'flow' };
const fresh = (kind: NodeKind) => newNode(kind, { id: kind, position: { x: 0, y: 0 } }, names);

async function draw(node: FlowNode, locale: 'ru' | 'en' = 'ru'): Promise<string> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: locale,
    resources: { ru: { translation: ru }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  const graph: FlowGraph = { nodes: [node], edges: [] };
  return renderToStaticMarkup(
    <I18nextProvider i18n={instance}>
      <MantineProvider env="test">
        <NodeForm
          node={node}
          graph={graph}
          surroundings={surroundings}
          onChange={() => undefined}
          onGraphChange={() => undefined}
        />
      </MantineProvider>
    </I18nextProvider>,
  );
}

describe('the form of a fresh node', () => {
  it.each(kinds)('%s has nothing to correct and draws every field in both languages', async (kind) => {
    const node = fresh(kind);
    expect(checkNode(node)).toEqual([]);
    for (const locale of ['ru', 'en'] as const) {
      const page = (await draw(node, locale)).replaceAll('&#x27;', "'");
      for (const field of shownFields(node)) {
        // A way out and a score name their conditions by themselves.
        expect(page).toContain(field.title[locale]);
      }
      expect(page).not.toMatch(/nodeForm\.|undefined|NaN|\[object/);
    }
  });

  it('names what it points at, and says what cannot be relied on', async () => {
    expect(await draw(fresh('moveStage'))).toContain('Неразобранное');
    expect(await draw(fresh('callWebhook'))).toContain('Учёт (выключен)');
    expect(await draw(fresh('subFlow'), 'en')).toContain('Delivery (not published)');
    expect(await draw(withField(fresh('moveStage'), 'stageKey', 'gone'))).toContain('gone (больше нет)');
  });

  it('says its whole condition in plain words', async () => {
    const trigger = withField(fresh('manualTrigger'), 'when', {
      all: [
        { fact: 'stage', operator: 'equal', value: 'unsorted' },
        { not: { fact: 'owner', operator: 'equal', value: 'manager' } },
      ],
    });
    const page = await draw(trigger);
    expect(page).toContain('Этап лида равно «Неразобранное»');
    expect(page).toContain('Кто ведёт диалог равно «менеджер»');
  });

  it('names the limit that a setting breaks at its field', async () => {
    expect(await draw(withField(fresh('ask'), 'attempts', 40))).toContain('Не больше 10');
    expect(await draw(withField(fresh('ask'), 'attempts', 40), 'en')).toContain('At most 10');
  });

  it('no kind is without a form', () => expect(Object.keys(nodeForms).sort()).toEqual([...kinds].sort()));
});
