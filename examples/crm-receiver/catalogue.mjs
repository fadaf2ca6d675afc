/** The stages and people of the example. */
export const stages = [
  { id: 'new', name: 'Новый лид', funnel: 'Продажи', meaning: 'open' },
  { id: 'contacted', name: 'Контакт установлен', funnel: 'Продажи', meaning: 'open' },
  { id: 'progress', name: 'В процессе', funnel: 'Продажи', meaning: 'open' },
  { id: 'contract', name: 'Договор направлен', funnel: 'Продажи', meaning: 'open' },
  { id: 'won', name: 'Успешно', funnel: 'Продажи', meaning: 'won' },
  { id: 'lost', name: 'Отказ', funnel: 'Продажи', meaning: 'lost' },
  { id: 'again', name: 'Повторное обращение', funnel: 'Повторные продажи', meaning: 'open' },
];

export const users = [
  { id: '5', name: 'Мария Сергеева', active: true },
  { id: '7', name: 'Олег Титов', active: true },
  { id: '9', name: 'Игорь Белов', active: false },
];
