import { ELASTIC_FIELDS } from '../../record/elasticFields';
import { isObject, member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import type { Translation } from '../translation/translation';
import { container } from './container';

export const OWN = 'aws.cloudtrail';

/** The fields of an event. */
export const events: Omit<Translation, 'marks'> = {
  originals: ['event.original'],
  fields: ELASTIC_FIELDS,
  lists: true,
  lacks:
    'This export of Elastic has no event.original: its events were put together from aws.cloudtrail.*, which does not keep all of a record.',
};

/** What Filebeat and the AWS integration of Elastic keep of an event: best the record itself, in `event.original`. */
export const elastic = container({
  id: 'elastic',
  name: 'Elastic export',
  recognise: ({ first }) => {
    const hits = member(member(first, 'hits'), 'hits');
    const hit: unknown = Array.isArray(hits) ? hits[0] : first;
    const source = member(hit, '_source') ?? member(hit, 'fields') ?? hit;
    return hasCloudTrail(source) || looksLikeRecord(original(source));
  },
  read: (reading) => readJson(reading, { othersDepth: 2, mixed: true }),
  translation: [
    {
      ...events,
      marks: ['event'],
      applies: (fields) => fields.get('event.original') !== undefined || fields.get('event.provider') !== undefined,
    },
    // with flat names, `"event.action":…`
    { ...events, marks: ['event.original'] },
    { ...events, marks: ['event.provider', 'event.action'] },
  ],
});

function hasCloudTrail(source: unknown): boolean {
  if (member(member(source, 'aws'), 'cloudtrail') !== undefined) return true;
  return isObject(source) && Object.keys(source).some((key) => key.startsWith(`${OWN}.`));
}

function original(source: unknown): unknown {
  const value = member(member(source, 'event'), 'original') ?? member(source, 'event.original');
  return Array.isArray(value) ? value[0] : value;
}

function looksLikeRecord(value: unknown): boolean {
  return typeof value === 'string' && /"eventSource"/.test(value);
}
