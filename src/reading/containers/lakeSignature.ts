import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';

/** What CloudTrail Lake writes about the results that it saved, `result_sign.json`. */
export const lakeSignature = container({
  id: 'lake-signature',
  name: 'signature of CloudTrail Lake results',
  about: 'logs',
  recognise: ({ first }) =>
    typeof member(first, 'hashSignature') === 'string' &&
    (Array.isArray(member(first, 'files')) || member(first, 'queryCompleteTime') !== undefined),
  read: (reading) => readJson(reading),
});
