/**
 * Lets people drag a card to another column of the board. Without it the form on the card does the same.
 */
export const dragScript = `'use strict';
const board = document.querySelector('main');
let dragged = null;
const columnOf = (event) => event.target.closest('.column[data-status]');

board.addEventListener('dragstart', (event) => {
  dragged = event.target.closest('.card[draggable]');
  if (dragged) event.dataTransfer.setData('text/plain', dragged.dataset.move);
});
board.addEventListener('dragover', (event) => {
  const column = columnOf(event);
  if (!dragged || !column) return;
  event.preventDefault();
  for (const other of board.querySelectorAll('.target')) if (other !== column) other.classList.remove('target');
  column.classList.add('target');
});
board.addEventListener('dragend', () => {
  dragged = null;
  for (const column of board.querySelectorAll('.target')) column.classList.remove('target');
});
board.addEventListener('drop', (event) => {
  const column = columnOf(event);
  if (!dragged || !column) return;
  event.preventDefault();
  const card = dragged;
  const origin = card.parentElement;
  column.querySelector('ul').prepend(card);
  const body = new URLSearchParams({ statusId: column.dataset.status });
  fetch(card.dataset.move, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(5000) })
    .then((answer) => { if (answer.type !== 'opaqueredirect') origin.append(card); })
    .catch(() => origin.append(card));
});
`;
