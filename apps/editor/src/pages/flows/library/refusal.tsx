import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';

/** Why the server did not do something, within the dialog that asked for it. */
export function Refusal({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="alert" className="v-refusal">
      <p className="v-refusal-title">
        <IconAlertTriangle size={16} aria-hidden />
        {title}
      </p>
      {children}
    </div>
  );
}
