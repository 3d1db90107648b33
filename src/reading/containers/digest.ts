import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';

/** What CloudTrail writes about the log files that it delivered: it holds hashes of them and no events. */
export const digest = container({
  id: 'digest',
  name: 'digest file',
  about: 'logs',
  recognise: ({ first }) =>
    typeof member(first, 'digestS3Object') === 'string' || typeof member(first, 'digestS3Bucket') === 'string',
  read: (reading) => readJson(reading),
});
