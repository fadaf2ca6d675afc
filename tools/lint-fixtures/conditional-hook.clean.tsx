import { useState } from 'react';

export function Draft({ open }: { open: boolean }) {
  const [text] = useState('');
  return open ? <p>{text}</p> : null;
}
