import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** A setting of which one of a few is chosen, each with what it means. */
export function ChoiceSection<Value extends string>({
  id,
  title,
  note,
  choices,
  value,
  readOnly,
  onChange,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  choices: readonly { value: Value; label: string; hint: string }[];
  value: Value;
  readOnly: boolean;
  onChange: (value: Value) => void;
  children?: ReactNode;
}) {
  return (
    <section className="v-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note ? <span className="v-dim">{note}</span> : null}
      </header>
      <Radio.Group
        aria-labelledby={id}
        value={value}
        onChange={(next) => {
          const chosen = choices.find((choice) => choice.value === next);
          if (chosen) onChange(chosen.value);
        }}
      >
        <Stack gap={10}>
          {choices.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              disabled={readOnly}
              label={choice.label}
              description={choice.hint}
            />
          ))}
        </Stack>
      </Radio.Group>
      {children}
    </section>
  );
}
