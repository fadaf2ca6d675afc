/** Texts about editing a flow's draft in Russian. */
export const draftRu = {
  saved: 'Сохранено',
  saving: 'Сохраняю…',
  offline: 'Нет связи — правки хранятся здесь',
  refused: 'Не сохранено',
  conflict: 'Черновик изменил кто-то ещё',
  somebody: 'имя неизвестно',
  publishUnsaved: 'Сначала черновик должен сохраниться',
};
