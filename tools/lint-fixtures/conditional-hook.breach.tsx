import { useState } from 'react';

export function Draft({ open }: { open: boolean }) {
  if (!open) return null;
  const [text] = useState('');
  return <p>{text}</p>;
}
