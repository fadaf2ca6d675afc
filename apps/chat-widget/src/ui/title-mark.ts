/**
 * Writes the number of unread messages before the page's title, for a visitor who waits in another tab.
 *
 * @param count 0 takes the mark away; a title that the site has changed meanwhile is left as the site wants it
 */
export function createTitleMark(page: Pick<Document, 'title'>): (count: number) => void {
  let mark = '';
  return (count) => {
    const title = mark && page.title.startsWith(mark) ? page.title.slice(mark.length) : page.title;
    mark = count > 0 ? `(${count}) ` : '';
    if (page.title !== mark + title) page.title = mark + title;
  };
}
