import { useTranslation } from 'react-i18next';

/** The product's sign, with its name where there is room. */
export function Logo({ withName, size = 24 }: { withName: boolean; size?: number }) {
  const { t } = useTranslation();
  return (
    <span className="v-logo">
      <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label={t('app.name')}>
        <rect width="32" height="32" rx="8" fill="var(--v-logo)" />
        <path d="M7 9h18l-7 8.5V24l-4-2v-4.5z" fill="#fff" />
      </svg>
      {withName ? <span className="v-logo-name">{t('app.name')}</span> : null}
    </span>
  );
}
