/** @jsxImportSource preact */
import type { VNode } from 'preact';

const shapes = {
  chat: 'M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H11l-4.2 3.6a.5.5 0 0 1-.8-.4V16h-.5A1.5 1.5 0 0 1 4 14.5zM8 8.6h8M8 11.6h5',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  send: 'M12 19V5.5M6 11.2l6-6 6 6',
  down: 'M12 5v13.5M6 12.8l6 6 6-6',
  assistant: 'M12 4.5l1.7 4.3 4.3 1.7-4.3 1.7L12 16.5l-1.7-4.3L6 10.5l4.3-1.7zM18 15.5v4M16 17.5h4',
  clock: 'M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM12 8v4.3l2.8 1.7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M2.5 12.5L7 17l8.5-9.5M11.5 16l1 1L21.5 7.5',
  pause: 'M9 6v12M15 6v12',
  alert: 'M12 7.5v5.5M12 16.2v.1M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
} as const;

/** Names of the drawn icons. */
export type IconName = keyof typeof shapes;

/** A line icon in the colour of the text; decoration, unless `label` says what it means. */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }): VNode {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
