import type { EnglishOf } from './texts.types.ts';
import type { trafficRu } from './traffic.ru.ts';

/** Texts of the numbers on a flow's canvas, and of the list of dialogues behind them, in English. */
export const trafficEn: EnglishOf<typeof trafficRu> = {
  title: 'Dialogues on the drawing',
  period: 'Time for which ways are counted',
  preset: { today: 'Today', '7': '7 days', '30': '30 days', own: 'Own period' },
  from: 'First day',
  to: 'Last day',
  fault: {
    incomplete: 'Choose both days.',
    order: 'The last day is before the first.',
    long: 'At most 366 days.',
  },
  loading: 'Counting…',
  dialogues_one: '{{count}} dialogue in this time; those standing and incidents are of now',
  dialogues_other: '{{count}} dialogues in this time; those standing and incidents are of now',
  gone: 'Not on this drawing: {{count}}',
  goneHint: 'Dialogues of all versions of the flow count. Other versions had these places:',
  number: {
    passed: 'Came by “{{node}}” in this time: {{count}}',
    standing: 'Stand at “{{node}}” now: {{count}}',
    incidents: 'Open incidents at “{{node}}”: {{count}}',
    took: 'Went “{{node}}” → “{{target}}”: {{count}} · {{share}} of those that came by “{{node}}”',
  },
  groupNumber: {
    standing: 'Stand in the group “{{group}}” now: {{count}} ({{nodes}})',
    incidents: 'Open incidents in the group “{{group}}”: {{count}} ({{nodes}})',
  },
  chips: 'Filter by flow',
  remove: 'Remove the filter: {{what}}',
  chip: {
    flow: 'Flow “{{flow}}”',
    at: 'Stand at “{{node}}”',
    incidentAt: 'Incident at “{{node}}”',
    passed: 'Came by “{{node}}”',
    edge: '“{{node}}” → “{{target}}”',
    since: 'since {{from}}',
    span: '{{from}} – {{to}}',
  },
};
