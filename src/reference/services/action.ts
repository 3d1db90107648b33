import { own } from '../own';

/**
 * API calls whose IAM action has another name. One row a call: `prefix` → call → action(s). A call with several actions
 * needs them all. Source: the services' API references and the service authorization reference.
 */
const RENAMED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  lambda: { Invoke: ['InvokeFunction'], InvokeWithResponseStream: ['InvokeFunction'], InvokeAsync: ['InvokeAsync'] },
  kms: { ReEncrypt: ['ReEncryptFrom', 'ReEncryptTo'] },
  dynamodb: {
    TransactGetItems: ['GetItem'],
    TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    ExecuteStatement: ['PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'],
    BatchExecuteStatement: ['PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'],
  },
  bedrock: { Converse: ['InvokeModel'], ConverseStream: ['InvokeModelWithResponseStream'] },
  ec2: { SharedSnapshotVolumeCreated: [], SharedSnapshotCopyInitiated: [] },
  s3: {
    AbortMultipartUpload: ['AbortMultipartUpload'],
    CompleteMultipartUpload: ['PutObject'],
    CopyObject: ['PutObject', 'GetObject'],
    CreateMultipartUpload: ['PutObject'],
    InitiateMultipartUpload: ['PutObject'],
    UploadPart: ['PutObject'],
    UploadPartCopy: ['PutObject', 'GetObject'],
    PostObject: ['PutObject'],
    DeleteObjects: ['DeleteObject'],
    DeleteMultipleObjects: ['DeleteObject'],
    HeadBucket: ['ListBucket'],
    HeadObject: ['GetObject'],
    ListBuckets: ['ListAllMyBuckets'],
    ListDirectoryBuckets: ['ListAllMyDirectoryBuckets'],
    ListMultipartUploads: ['ListBucketMultipartUploads'],
    ListObjects: ['ListBucket'],
    ListObjectsV2: ['ListBucket'],
    ListObjectVersions: ['ListBucketVersions'],
    ListParts: ['ListMultipartUploadParts'],
    SelectObjectContent: ['GetObject'],
    GetObjectLockConfiguration: ['GetBucketObjectLockConfiguration'],
    PutObjectLockConfiguration: ['PutBucketObjectLockConfiguration'],
    GetPublicAccessBlock: ['GetBucketPublicAccessBlock'],
    PutPublicAccessBlock: ['PutBucketPublicAccessBlock'],
    DeletePublicAccessBlock: ['PutBucketPublicAccessBlock'],
    GetBucketPublicAccessBlock: ['GetBucketPublicAccessBlock'],
    DeleteBucketPublicAccessBlock: ['PutBucketPublicAccessBlock'],
    GetBucketCors: ['GetBucketCORS'],
    PutBucketCors: ['PutBucketCORS'],
    DeleteBucketCors: ['PutBucketCORS'],
    DeleteBucketTagging: ['PutBucketTagging'],
    DeleteBucketOwnershipControls: ['PutBucketOwnershipControls'],
    GetBucketNotificationConfiguration: ['GetBucketNotification'],
    PutBucketNotificationConfiguration: ['PutBucketNotification'],
  },
};

const HTTP_VERBS: readonly (readonly [RegExp, string])[] = [
  [/^(Get|Export|List)/, 'GET'],
  [/^(Create|Generate|Import|Test|Flush.*Create)/, 'POST'],
  [/^(Update|Reimport)/, 'PATCH'],
  [/^(Put|Tag)/, 'PUT'],
  [/^(Delete|Untag|Flush|Reset)/, 'DELETE'],
];

/** `GetBucketEncryption` → `GetEncryptionConfiguration`; deleting such a setting is a write of it. */
function s3Configuration(name: string): string | undefined {
  const match =
    /^(Get|Put|Delete|List)Bucket(Encryption|Lifecycle|Replication|Inventory|Metrics|Analytics|Accelerate|IntelligentTiering)(?:Configurations?)?$/.exec(
      name,
    );
  const [, verb, what] = match ?? [];
  if (verb === undefined || what === undefined) return undefined;
  return `${verb === 'Delete' ? 'Put' : verb === 'List' ? 'Get' : verb}${what}Configuration`;
}

/** `ListFunctions20150331` → `ListFunctions`, `CreateDistribution2020_05_31` → `CreateDistribution`. */
function withoutDate(name: string): string {
  return name.replace(/_?20\d\d(?:_?\d\d){2}(?:v\d+)?$/, '');
}

/**
 * The names that the IAM action(s) of an API call may have, the likeliest first; each entry is a list because a call
 * can need several actions at once.
 * @param prefix the service's IAM prefix.
 */
export function actionCandidates(prefix: string, eventName: string): readonly (readonly string[])[] {
  const name = withoutDate(eventName);
  const candidates: (readonly string[])[] = [];
  const renamed = own(own(RENAMED, prefix), name);
  if (renamed !== undefined) candidates.push(renamed);
  candidates.push([eventName]);
  if (name !== eventName) candidates.push([name]);
  if (prefix === 's3') {
    const configuration = s3Configuration(name);
    if (configuration !== undefined) candidates.push([configuration]);
    if (name.startsWith('DeleteBucket')) candidates.push([name.replace(/^Delete/, 'Put')]);
  }
  if (prefix === 'apigateway') {
    const verb = HTTP_VERBS.find(([pattern]) => pattern.test(name))?.[1];
    if (verb !== undefined) candidates.push([verb]);
  }
  return candidates.filter((actions) => actions.length > 0);
}
