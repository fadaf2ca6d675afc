import type { ReactNode } from 'react';
import { Title } from '@mantine/core';

/** The title of a page, and its actions at the right. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="v-page-head">
      <Title order={1}>{title}</Title>
      {children}
    </header>
  );
}
