import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../components/logo.tsx';
import { useLocale } from '../../i18n/use-locale.ts';

/** The quiet page around a form that stands before the app. */
export function LoginFrame({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const other = useLocale() === 'ru' ? 'en' : 'ru';
  return (
    <main className="v-login">
      <div className="v-login-card">
        <div className="v-login-brand">
          <Logo withName size={30} />
          <Text c="dimmed">{t('app.tagline')}</Text>
        </div>
        {children}
      </div>
      <Anchor component="button" type="button" size="xs" lang={other} onClick={() => void i18n.changeLanguage(other)}>
        {other === 'ru' ? 'По-русски' : 'In English'}
      </Anchor>
    </main>
  );
}
