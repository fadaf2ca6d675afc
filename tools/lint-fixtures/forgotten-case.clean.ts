type Kind = 'ask' | 'reply' | 'end';

export function speaks(kind: Kind): boolean {
  switch (kind) {
    case 'ask':
    case 'reply':
      return true;
    case 'end':
      return false;
  }
}
