import { annotationsEn } from './annotations.en.ts';
import { assistantsEn } from './assistants.en.ts';
import { attentionEn } from './attention.en.ts';
import { byHandEn } from './by-hand.en.ts';
import { nodeFormEn } from './node-form.en.ts';
import { channelsEn } from './channels.en.ts';
import { crmWatchEn } from './crm-watch.en.ts';
import { integrationsEn } from './integrations.en.ts';
import { boardEn } from './board.en.ts';
import { funnelsEn } from './funnels.en.ts';
import { signalsEn } from './signals.en.ts';
import { compareEn } from './compare.en.ts';
import { diffEn } from './diff.en.ts';
import { draftEn } from './draft.en.ts';
import { libraryEn } from './library.en.ts';
import { simulatorEn } from './simulator.en.ts';
import { trafficEn } from './traffic.en.ts';
import { subFlowEn } from './sub-flow.en.ts';
import { overviewEn } from './overview.en.ts';
import { dialoguesEn } from './dialogues.en.ts';
import { clientEn } from './client.en.ts';
import { timelineEn } from './timeline.en.ts';
import { flowsEn } from './flows.en.ts';
import { diagnosticsEn } from './diagnostics.en.ts';
import { distributionEn } from './distribution.en.ts';
import { calendarEn } from './calendar.en.ts';
import { versionsEn } from './versions.en.ts';
import { webhookCrmEn } from './webhook-crm.en.ts';
import type { EnglishOf } from './texts.types.ts';
import type { ru } from './ru.ts';

/** Texts of the interface in English. A key that Russian has and this has not does not compile. */
export const en: EnglishOf<typeof ru> = {
  app: { name: 'Voronka', tagline: 'Dialogues that reach the CRM' },
  nav: {
    overview: 'Overview',
    dialogues: 'Dialogues',
    funnels: 'Funnels',
    flows: 'Flows',
    channels: 'Channels',
    distribution: 'Distribution',
    assistants: 'Assistants',
    signals: 'Signals',
    integrations: 'Integrations',
    diagnostics: 'Diagnostics',
    collapse: 'Collapse menu',
    expand: 'Expand menu',
    main: 'Main menu',
    search: 'Find',
    account: 'Account',
    skip: 'Skip to content',
  },
  role: { admin: 'Administrator', manager: 'Manager', auditor: 'Auditor', assistant: 'Assistant' },
  account: {
    language: 'Language',
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    auto: 'As the system',
    changePassword: 'Change password',
    logout: 'Log out',
  },
  common: {
    retry: 'Retry',
    cancel: 'Cancel',
    close: 'Close',
    copied: 'Copied',
    copy: 'Copy',
    today: 'Today',
    yesterday: 'Yesterday',
    now: 'now',
    minutesAgo: '{{count}} min',
    hoursAgo: '{{count}} h',
    opensNewTab: 'opens in a new tab',
    newVersionFailed: 'The page did not load',
    newVersionHint: 'There may be an update. A reply you typed is kept: reload the page and go on.',
    reload: 'Reload the page',
    notFound: 'There is no such page',
    notFoundHint: 'The address may have changed. Start from the overview.',
    toOverview: 'Open the overview',
  },
  error: {
    title: 'That did not work',
    unreachable: 'No connection to the server. Nothing is lost: check the network and try again.',
    timedOut: 'The server did not answer within {{seconds}} s. Try again: a repeat makes no second message.',
    unreadable: 'The server answered in an unexpected way (status {{status}}). Try again in a minute.',
    reference: 'Reference: {{id}}',
    loadTitle: 'Could not load',
  },
  live: {
    lost: 'No connection to the server. This is the last known state; it will refresh by itself.',
  },
  login: {
    title: 'Log in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Log in',
    expired: 'Your session ended. Log in again: you return to the same place, and your typed reply is kept.',
    firstHint: 'The first password was shown on the terminal where Voronka runs.',
    required: 'Fill in this field',
    show: 'Show password',
  },
  password: {
    title: 'New password',
    firstTitle: 'Choose your own password',
    firstHint:
      'The password you were given was shown on a terminal. Choose your own, at least 10 characters, and go on.',
    current: 'Present password',
    next: 'New password',
    repeat: 'New password again',
    submit: 'Save password',
    tooShort: 'At least 10 characters',
    same: 'The new password is the same as the present one',
    mismatch: 'The passwords differ',
    changed: 'Password changed',
  },
  overview: overviewEn,
  status: {
    assistant: 'Assistant leads',
    manager: 'Manager leads',
    needsManager: 'Waits for a manager',
    incident: 'Incident',
    delayed: 'Delayed',
    completed: 'Completed',
  },
  speaker: { client: 'Client', assistant: 'Assistant', manager: 'Manager', system: 'System', you: 'You' },
  dialogues: dialoguesEn,
  message: {
    accepted: 'Accepted',
    held: 'Held by the flood limit',
    planned: 'About to be sent',
    sending: 'Being sent',
    sent: 'Sent',
    sentBeforeTakeover: 'Sent before takeover',
    delivered: 'Delivered',
    read: 'Read',
    perhaps: 'Perhaps delivered',
    cancelled: 'Not sent: a manager took over',
    failed: 'Not delivered',
    perhapsHint:
      'The channel did not say whether it arrived. It was not sent again, so that the client does not get it twice.',
    sentBeforeTakeoverHint: 'The assistant sent this just before the manager took the dialogue.',
    why: 'why?',
    hideWhy: 'hide',
    whyLoading: 'Looking up the decision…',
    whyMissing: 'The decision about this message is not recorded yet.',
    openDecision: 'The whole decision on the timeline',
    openOnFlow: 'Show on the flow',
  },
  reply: {
    placeholder: 'Answer the client…',
    label: 'Answer to the client',
    send: 'Send',
    sendHint: 'Enter: send · Shift+Enter: new line',
    takesOver: 'Sending moves the dialogue to you: the assistant goes silent.',
    takesOverFrom: '{{name}} leads this dialogue. Sending moves it to you.',
    yours: 'You lead this dialogue, the assistant is silent.',
    returnToAssistant: 'Return to the assistant',
    returned: 'The assistant leads the dialogue again',
    notSent: 'The message was not sent. Its text is back in the reply box.',
    tooLong: 'Too long: {{count}} of {{max}} characters',
    readOnly: 'An auditor sees the dialogue but does not answer in it.',
  },
  client: clientEn,
  timeline: timelineEn,
  step: {
    ask: 'Ask the client',
    reply: 'Answer the client',
    qualify: 'Qualify',
    findOrCreateContact: 'Find or create the contact',
    updateContact: 'Update the contact',
    createLead: 'Create the lead or deal',
    moveStage: 'Move to a stage',
    addTags: 'Add tags',
    removeTags: 'Remove tags',
    addNote: 'Add a note',
    attachHistory: 'Attach the conversation',
    assignResponsible: 'Set the responsible',
    createTask: 'Give the manager a to-do',
    assignManager: 'Choose a manager',
    handOff: 'Hand off to a manager',
    returnToAssistant: 'Return to the assistant',
    callManager: 'Call a manager',
    escalate: 'Call more people',
    callWebhook: 'Call a webhook',
    consultAssistant: 'Ask the outside assistant',
    raiseIncident: 'Raise an incident',
    closeDialogue: 'Close the dialogue',
  },
  flows: flowsEn,
  diagnostics: diagnosticsEn,
  availability: {
    title: 'You are now',
    available: 'Available',
    away: 'Away',
    awayMark: 'away',
    ownBack: 'Back',
    back: 'Back',
    untilChanged: 'no time given',
    inMinutes: 'in {{count}} min',
    inHours_one: 'in {{count}} hour',
    inHours_other: 'in {{count}} hours',
    tomorrow: 'tomorrow at {{time}}',
    monday: 'on Monday at {{time}}',
    awaySaved: 'You get no new dialogues',
    availableSaved: 'You get new dialogues again',
  },
  distribution: distributionEn,
  calendar: calendarEn,
  assistants: assistantsEn,
  attention: attentionEn,
  byHand: byHandEn,
  channels: channelsEn,
  integrations: integrationsEn,
  crmWatch: crmWatchEn,
  webhookCrm: webhookCrmEn,
  funnels: funnelsEn,
  board: boardEn,
  signals: signalsEn,
  nodeForm: nodeFormEn,
  simulator: simulatorEn,
  traffic: trafficEn,
  versions: versionsEn,
  subFlow: subFlowEn,
  draft: draftEn,
  annotations: annotationsEn,
  compare: compareEn,
  diff: diffEn,
  library: libraryEn,
  spotlight: {
    placeholder: 'Page, dialogue, flow',
    nothing: 'Nothing found',
    pages: 'Pages',
    dialogues: 'Dialogues',
    flows: 'Flows',
  },
};
