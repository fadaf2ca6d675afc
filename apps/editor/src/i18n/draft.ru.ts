/** Texts about editing a flow's draft in Russian. */
export const draftRu = {
  saved: 'Сохранено',
  saving: 'Сохраняю…',
  offline: 'Нет связи — правки хранятся здесь',
  refused: 'Не сохранено',
  conflict: 'Черновик изменил кто-то ещё',
  conflictText: 'Пока вы рисовали, черновик сохранил другой человек: {{author}}. Ваши правки целы. Что оставить?',
  somebody: 'имя неизвестно',
  takeTheirs: 'Взять его черновик',
  keepMine: 'Оставить мой вместо него',
  publishUnsaved: 'Сначала черновик должен сохраниться',
};
