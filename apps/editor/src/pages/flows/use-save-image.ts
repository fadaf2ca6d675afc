import { useCallback, useRef } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { CanvasImageError, useCanvasView } from '@voronka/flow-editor';
import type { ImageFormat } from '@voronka/flow-editor';
import { fileNameOf, saveBlob } from './library/save-file.ts';

/** The one notice of an image: what is being done for it, then what came of it. */
const notice = 'flow-image';

/** Says it in the notice that is on the screen, or in a new one: it may have been closed meanwhile. */
function tell(what: Omit<Parameters<typeof notifications.show>[0], 'id'>): void {
  const said = { id: notice, color: undefined, autoClose: 6000, loading: false, withCloseButton: true, ...what };
  notifications.update(said);
  notifications.show(said);
}

/**
 * Saves all of the drawing as an image file, one at a time, and tells how far it is.
 *
 * @param flowName what the file is called
 */
export function useSaveImage(flowName: string): (format: ImageFormat) => void {
  const { t } = useTranslation();
  const { image } = useCanvasView();
  const isSaving = useRef(false);
  return useCallback(
    (format) => {
      const save = async () => {
        isSaving.current = true;
        try {
          const blob = await image(format, (stage) =>
            tell({ loading: true, autoClose: false, message: t(`annotations.image.stage.${stage}`) }),
          );
          const name = fileNameOf(flowName, format);
          if (blob) saveBlob(name, blob);
          if (blob) tell({ message: t('annotations.image.saved', { name }) });
          else tell({ color: 'yellow', message: t('annotations.image.empty') });
        } catch (error) {
          const trouble = error instanceof CanvasImageError ? error.trouble : 'unpainted';
          tell({ color: 'red', autoClose: 12_000, message: t(`annotations.image.failed.${trouble}`) });
        } finally {
          isSaving.current = false;
        }
      };
      if (!isSaving.current) void save();
    },
    [image, flowName, t],
  );
}
