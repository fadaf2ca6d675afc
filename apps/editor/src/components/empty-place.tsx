import { Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What a place is for while there is nothing in it, and the one next action. */
export function EmptyPlace({
  icon: PlaceIcon,
  title,
  hint,
  action,
}: {
  icon: Icon;
  title: string;
  hint: string;
  action?: ReactNode;
}) {
  return (
    <Stack className="v-empty" align="center" justify="center" gap={6}>
      <PlaceIcon size={26} stroke={1.5} aria-hidden className="v-empty-icon" />
      <Text fw={600} size="md" ta="center">
        {title}
      </Text>
      <Text c="dimmed" ta="center" maw={400}>
        {hint}
      </Text>
      {action ? <div className="v-empty-action">{action}</div> : null}
    </Stack>
  );
}
