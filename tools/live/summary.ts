import type { TerminalText } from '@voronka/local-infra';

type Cards = Record<'contact' | 'lead' | 'deal', string[]>;

/** What the suite wrote about its run. */
export interface LiveReport {
  leftOut: { need: string; title: string }[];
  made: Cards;
  left: Cards;
}

const reasons: Readonly<Record<string, TerminalText>> = {
  faults: { en: 'failures on order, only the sandbox has them', ru: 'сбои по заказу, они есть только у песочницы' },
  manyCards: { en: 'more than fifty cards for one claim', ru: 'больше пятидесяти карточек ради одной проверки' },
  peopleWhoLeft: { en: 'a person known to have left', ru: 'заведомо уволенный сотрудник' },
  otherPerson: {
    en: 'a second active person, the account has one',
    ru: 'второй активный сотрудник, в аккаунте он один',
  },
  otherFunnel: { en: 'a second funnel, the account has one', ru: 'вторая воронка, в аккаунте она одна' },
};

const numbers = ({ contact, lead, deal }: Cards): TerminalText => ({
  en: `contacts ${contact.length}, leads ${lead.length}, deals ${deal.length}`,
  ru: `контактов ${contact.length}, лидов ${lead.length}, сделок ${deal.length}`,
});

/** Lines of the summary: what was not run and why, what was made, what is still there. */
export function summaryOf({ leftOut, made, left }: LiveReport): TerminalText[] {
  const needs = [...new Set(leftOut.map(({ need }) => need))];
  const lines = needs.map((need) => {
    const titles = leftOut.filter((test) => test.need === need).map(({ title }) => title);
    const reason = reasons[need] ?? { en: need, ru: need };
    const list = titles.map((title) => `\n  - ${title}`).join('');
    return {
      en: `not run on a live account: ${titles.length}, they need ${reason.en}:${list}`,
      ru: `не выполнено на живом аккаунте: ${titles.length}, нужно: ${reason.ru}:${list}`,
    };
  });
  const still = Object.values(left).some((ids) => ids.length > 0);
  return [
    ...lines,
    { en: `made: ${numbers(made).en}`, ru: `создано: ${numbers(made).ru}` },
    {
      en: still ? `still there: ${numbers(left).en}` : 'still there: nothing, all was deleted',
      ru: still ? `осталось: ${numbers(left).ru}` : 'осталось: ничего, всё удалено',
    },
  ];
}
