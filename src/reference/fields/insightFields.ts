import type { FieldGroup } from './field';

const AT = 'insightDetails.insightContext';

/** `insightDetails` at every depth. Source: CloudTrail user guide, "insightDetails element". */
export const INSIGHT_FIELDS: FieldGroup = {
  page: 'cloudtrail-event-reference-insight-details.html',
  pageTitle: 'CloudTrail user guide: insightDetails element',
  fields: [
    {
      path: 'insightDetails',
      since: '1.07',
      text: 'What CloudTrail Insights found unusual: which call, how often, compared with what.',
    },
    {
      path: 'insightDetails.state',
      since: '1.07',
      text: 'Whether this event marks the beginning or the end of the unusual time. The pair has the same `sharedEventID`.',
      values: { Start: 'the unusual time begins', End: 'the unusual time is over' },
    },
    { path: 'insightDetails.eventSource', since: '1.07', text: 'The service whose calls were unusual.' },
    { path: 'insightDetails.eventName', since: '1.07', text: 'The call whose rate was unusual.' },
    {
      path: 'insightDetails.insightType',
      since: '1.07',
      text: 'What was unusual.',
      values: {
        ApiCallRateInsight: 'the number of write calls a minute was unlike the usual one',
        ApiErrorRateInsight: 'the number of errors a minute was unlike the usual one',
      },
    },
    {
      path: 'insightDetails.errorCode',
      since: '1.07',
      text: 'The error that came unusually often; only in error rate events.',
    },
    { path: AT, since: '1.07', text: 'The numbers behind the finding, and who had a part in it.' },
    {
      path: `${AT}.statistics`,
      since: '1.07',
      text: 'The usual rate, the unusual one, and how long each was measured.',
    },
    { path: `${AT}.statistics.baseline`, since: '1.07', text: 'The usual rate, over about a week before.' },
    { path: `${AT}.statistics.baseline.average`, since: '1.07', text: 'Calls or errors a minute in usual times.' },
    { path: `${AT}.statistics.insight`, since: '1.07', text: 'The unusual rate.' },
    { path: `${AT}.statistics.insight.average`, since: '1.07', text: 'Calls or errors a minute in the unusual time.' },
    {
      path: `${AT}.statistics.insightDuration`,
      since: '1.07',
      text: 'How long the unusual time lasted, in minutes.',
      trap: 'The event that marks the beginning cannot know it yet.',
    },
    {
      path: `${AT}.statistics.baselineDuration`,
      since: '1.07',
      text: 'How long the usual time was measured, in minutes.',
    },
    {
      path: `${AT}.attributions`,
      since: '1.07',
      text: 'Which identities, programs and errors had most part in the unusual and in the usual rate.',
    },
    {
      path: `${AT}.attributions[].attribute`,
      since: '1.07',
      text: 'What this list is sorted by.',
      values: {
        userIdentityArn: 'by identity',
        userAgent: 'by program',
        errorCode: 'by error; "null" stands for calls without one',
      },
    },
    {
      path: `${AT}.attributions[].insight`,
      since: '1.07',
      text: 'Up to five values with most calls or errors in the unusual time.',
    },
    { path: `${AT}.attributions[].insight[].value`, since: '1.07', text: 'The identity, program or error.' },
    {
      path: `${AT}.attributions[].insight[].average`,
      since: '1.07',
      text: 'Its calls or errors a minute in the unusual time.',
    },
    {
      path: `${AT}.attributions[].baseline`,
      since: '1.07',
      text: 'Up to five values with most calls or errors in usual times.',
      trap: 'Who is in the unusual list but not here is new.',
    },
    { path: `${AT}.attributions[].baseline[].value`, since: '1.07', text: 'The identity, program or error.' },
    {
      path: `${AT}.attributions[].baseline[].average`,
      since: '1.07',
      text: 'Its calls or errors a minute in usual times.',
    },
  ],
};
