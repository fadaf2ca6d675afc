import { useId, useRef, useState } from 'react';
import { ActionIcon, Combobox, Menu, Textarea, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openVariable, variablesFor, withVariable } from '@voronka/flow-editor/forms';
import type { KnownVariable } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useForm } from './form-context.ts';

/** A text of a flow in one language. Variables are offered from "{{" on, and by a button. */
export function TemplateInput({
  label,
  value,
  error,
  lines,
  onChange,
}: {
  /** Read out; what is seen stands above. */
  label: string;
  value: string;
  error: string | null;
  lines: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph, language } = useForm();
  const variables = variablesFor(graph);
  const input = useRef<HTMLTextAreaElement>(null);
  const menuId = useId();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [offered, setOffered] = useState<KnownVariable[]>([]);

  const offer = (text: string, caret: number) => {
    const open = openVariable(text, caret);
    const typed = open?.typed.toLowerCase() ?? '';
    const fits = ({ name, title }: KnownVariable) =>
      name.toLowerCase().startsWith(typed) || title[locale].toLowerCase().includes(typed);
    const fitting = open ? variables.filter(fits) : [];
    setOffered(fitting);
    if (fitting.length === 0) return combobox.closeDropdown();
    combobox.openDropdown();
    combobox.selectFirstOption();
  };
  const put = (name: string) => {
    const caret = input.current?.selectionStart ?? value.length;
    const from = openVariable(value, caret)?.from ?? caret;
    const next = withVariable(value, name, from, input.current?.selectionEnd ?? caret);
    onChange(next.value);
    combobox.closeDropdown();
    // The caret can be set only when the text is there.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <div className="v-template">
      <Combobox store={combobox} onOptionSubmit={put}>
        <Combobox.Target withKeyboardNavigation={combobox.dropdownOpened}>
          <Textarea
            ref={input}
            lang={language}
            aria-label={label}
            autosize
            minRows={lines ? 2 : 1}
            maxRows={12}
            maxLength={2000}
            error={error}
            value={value}
            onChange={({ currentTarget }) => {
              onChange(currentTarget.value);
              offer(currentTarget.value, currentTarget.selectionStart);
            }}
            onKeyDown={(event) => {
              // The list marks its first entry only once it is drawn; who is quicker means that entry all the same.
              const [first] = offered;
              if (event.key !== 'Enter' || !combobox.dropdownOpened || !first) return;
              if (combobox.getSelectedOptionIndex() !== -1) return;
              event.preventDefault();
              put(first.name);
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options mah={220} style={{ overflowY: 'auto' }} aria-label={t('nodeForm.variables')}>
            {offered.map(({ name, title }) => (
              <Combobox.Option key={name} value={name}>
                {title[locale]} <code>{`{{${name}}}`}</code>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Menu id={menuId} position="bottom-end" returnFocus={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon className="v-template-button" size={24} aria-label={`${t('nodeForm.insertVariable')}: ${label}`}>
            <IconBraces size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={280} style={{ overflowY: 'auto' }}>
          {variables.map(({ name, title }) => (
            <Menu.Item key={name} onClick={() => put(name)}>
              {title[locale]} <code className="v-dim">{`{{${name}}}`}</code>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
