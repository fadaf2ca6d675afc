import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** One of many, found by typing: what stands there is replaced by the first letter. */
export function SearchSelect(props: Omit<SelectProps<string>, 'searchable' | 'allowDeselect' | 'nothingFoundMessage'>) {
  const { t } = useTranslation();
  return (
    <Select
      {...props}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('nodeForm.nothingFound')}
      onFocus={(event) => event.currentTarget.select()}
      // Opening the list sets the caret once more.
      onClick={({ currentTarget }) => requestAnimationFrame(() => currentTarget.select())}
    />
  );
}
