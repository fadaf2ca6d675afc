/** The mark in the browser's tab: three columns of a board. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f6feb"/><g fill="#fff"><rect x="3" y="3" width="2.6" height="10" rx="1"/><rect x="6.7" y="3" width="2.6" height="7" rx="1"/><rect x="10.4" y="3" width="2.6" height="4" rx="1"/></g></svg>`;
