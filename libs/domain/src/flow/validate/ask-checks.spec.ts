import { asking, codes, firstSuggestion, surroundings, text } from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

describe('questions', () => {
  it('may be silent without reminders for any time', () => {
    expect(codes(asking({ silence: { remindAfterMinutes: 60, reminders: [], closeAfterMinutes: 5 } }))).toEqual([]);
  });

  it('that ask for what nobody declared get the nearest slot in question and wordings, or a new one', () => {
    const again = [{ missing: ['emial', 'name'], text: text('both?') }];
    const { after } = firstSuggestion(asking({ slots: ['emial', 'name'], again }));
    expect(after.nodes[1]?.config).toMatchObject({ slots: ['email', 'name'], again: [{ missing: ['email', 'name'] }] });
    const declared = firstSuggestion(asking({ slots: ['birthday'] })).after;
    expect(declared.slots).toEqual([{ key: 'birthday', title: text('birthday'), kind: 'text' }]);
    expect(firstSuggestion(asking({ slots: ['день рождения'] })).after.slots).toBeUndefined();
  });

  it('name a wording that is never said', () => {
    const again = [{ missing: ['email'], text: { ru: 'А почта?', en: 'And the e-mail?' } }];
    const [found] = validateFlow(asking({ again }), surroundings);
    expect(found?.message.ru).toBe('Этот переспрос никогда не прозвучит: «А почта?»');
  });
});
