import type { AssistantSetup, UpdateAssistant } from '@voronka/contracts';

/** An assistant as its form holds it: empty fields are empty texts. */
export interface AssistantDraft {
  kind: AssistantSetup['kind'];
  mode: AssistantSetup['mode'];
  deadlineSeconds: number | '';
  mayMoveBack: boolean;
  baseUrl: string;
  model: string;
  instructions: string;
  temperature: number | '';
  allowPersonalData: boolean;
  /** A new key; empty keeps the stored one. */
  apiKey: string;
  forgetKey: boolean;
}

/** What the API answers by when nothing is set. */
export const usualDeadlineSeconds = 20;

/** Fields that keep a form from being saved, by what is wrong with them. */
export type DraftFaults = Partial<Record<'baseUrl' | 'model', 'required' | 'badAddress'>>;

/** The form of a saved assistant. */
export function draftOf({ kind, mode, settings }: AssistantSetup): AssistantDraft {
  return {
    kind,
    mode,
    deadlineSeconds: settings.deadlineSeconds ?? usualDeadlineSeconds,
    mayMoveBack: settings.mayMoveBack ?? false,
    baseUrl: settings.baseUrl ?? '',
    model: settings.model ?? '',
    instructions: settings.instructions ?? '',
    temperature: settings.temperature ?? '',
    allowPersonalData: settings.allowPersonalData ?? false,
    apiKey: '',
    forgetKey: false,
  };
}

function settingsOf(draft: AssistantDraft): NonNullable<UpdateAssistant['settings']> {
  const { deadlineSeconds, mayMoveBack, temperature, allowPersonalData } = draft;
  const texts = { baseUrl: draft.baseUrl.trim(), model: draft.model.trim(), instructions: draft.instructions.trim() };
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return {
    ...Object.fromEntries(given),
    deadlineSeconds: deadlineSeconds === '' ? usualDeadlineSeconds : deadlineSeconds,
    ...(mayMoveBack ? { mayMoveBack } : {}),
    ...(temperature === '' ? {} : { temperature }),
    ...(allowPersonalData ? { allowPersonalData } : {}),
  };
}

/** What saving a form sends. Settings of a language model stay when another kind is chosen, for a way back. */
export function changeOf(draft: AssistantDraft): UpdateAssistant {
  const apiKey = draft.apiKey.trim();
  return {
    kind: draft.kind,
    mode: draft.mode,
    settings: settingsOf(draft),
    ...(apiKey !== '' ? { apiKey } : draft.forgetKey ? { apiKey: null } : {}),
  };
}

/** What is to be corrected before a form can be saved. */
export function faultsOf({ kind, baseUrl, model }: AssistantDraft): DraftFaults {
  const address = URL.parse(baseUrl.trim());
  const isAddress = address !== null && /^https?:$/.test(address.protocol);
  const needed = kind === 'languageModel';
  return {
    ...(baseUrl.trim() === '' ? (needed ? { baseUrl: 'required' } : {}) : isAddress ? {} : { baseUrl: 'badAddress' }),
    ...(needed && model.trim() === '' ? { model: 'required' } : {}),
  };
}
