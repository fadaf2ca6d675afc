const cards = ['lead', 'contact', 'company'];

/** What a webhook can subscribe to. */
export const hookSettings: readonly string[] = [
  ...['add', 'update', 'delete', 'restore', 'responsible', 'note'].flatMap((action) =>
    cards.map((card) => `${action}_${card}`),
  ),
  'status_lead',
  ...['add', 'update', 'delete', 'responsible'].map((action) => `${action}_task`),
  ...['add', 'update', 'delete'].map((action) => `${action}_unsorted`),
  ...['add', 'update', 'delete', 'responsible', 'note', 'status'].map((action) => `${action}_customer`),
  'add_talk',
  'update_talk',
  'add_message',
];
