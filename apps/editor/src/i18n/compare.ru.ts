/** Texts about comparing versions of a flow in Russian. */
export const compareRu = {
  title: 'Сравнение версий',
  back: 'К сценарию',
  before: 'Было',
  after: 'Стало',
  swap: 'Поменять местами',
  compare: 'Сравнить',
  open: 'Сравнить версию {{number}}',
};
