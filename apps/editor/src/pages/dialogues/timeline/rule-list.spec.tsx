import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { ru } from '../../../i18n/ru.ts';
import { RuleList } from './rule-list.tsx';

const instance = i18next.createInstance();

describe('the list of rules', () => {
  beforeAll(async () => {
    await instance.use(initReactI18next).init({ lng: 'ru', resources: { ru: { translation: ru } } });
  });

  const draw = (text: string) =>
    renderToStaticMarkup(
      <I18nextProvider i18n={instance}>
        <RuleList
          rules={[
            {
              id: 'r1',
              title: text,
              priority: 5,
              result: 'true',
              chosen: false,
              lost: true,
              conditions: [{ depth: 0, result: 'notEvaluated', group: null, text: 'Телефон известен', was: null }],
            },
          ]}
        />
      </I18nextProvider>,
    );

  it('tells every result in words beside the sign', () => {
    const html = draw('Цена');
    expect(html).toContain('выполнено');
    expect(html).toContain('не проверялось');
    expect(html).toContain('уступило правилу выше');
  });

  it('shows text as text', () => {
    expect(draw('<img src=x onerror=alert(1)>')).toContain('&lt;img');
  });
});
