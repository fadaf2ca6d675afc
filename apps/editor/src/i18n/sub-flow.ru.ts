/** Texts about looking into a flow that another one runs, in Russian. */
export const subFlowRu = {
  title: 'Что внутри',
  unfold: 'Развернуть',
  fold: 'Свернуть',
  open: 'Открыть сценарий',
  canvas: 'Сценарий «{{name}}»',
  back: 'К сценарию, который его вызывает',
} as const;
