import { own } from '../own';

/**
 * Events that no IAM action describes, or whose IAM action says too little, in our own words. One row an event:
 * [eventSource without `.amazonaws.com`, eventName, sentence(s)].
 */
const ROWS: readonly (readonly [source: string, name: string, sentence: string])[] = [
  [
    'signin',
    'ConsoleLogin',
    'Someone signed in to the AWS console, or tried to. The result is in `responseElements.ConsoleLogin`, and `additionalEventData.MFAUsed` says whether a second factor was asked.',
  ],
  [
    'signin',
    'CheckMfa',
    'The sign-in page asked for a second factor; whether it was right shows in the `ConsoleLogin` event that follows.',
  ],
  [
    'signin',
    'SwitchRole',
    'A console user put on another role. The new role is in `additionalEventData.SwitchTo`; what is done next is logged under that role.',
  ],
  [
    'signin',
    'ExitRole',
    'A console user took off the role that was put on with "Switch role" and went back to the former identity.',
  ],
  ['signin', 'RenewRole', 'The console renewed the credentials of a role that a user had switched to.'],
  [
    'signin',
    'GetSigninToken',
    'A program turned temporary credentials into a console sign-in token: the way federation portals work, and also how stolen keys are turned into a console session.',
  ],
  ['signin', 'PasswordRecoveryRequested', 'Someone asked for a new password of the root user by e-mail.'],
  ['signin', 'PasswordRecoveryCompleted', 'The root user’s password was set anew through the recovery e-mail.'],
  ['signin', 'PasswordUpdated', 'The root user’s password was changed.'],
  [
    'signin',
    'EmailUpdated',
    'The e-mail address of the root user was changed. Who holds the address can take over the account.',
  ],
  [
    'signin',
    'CredentialChallenge',
    'IAM Identity Center asked a person for a credential: a password, a code or a device. The kind is in `additionalEventData.CredentialType`.',
  ],
  [
    'signin',
    'CredentialVerification',
    'IAM Identity Center checked the credential that a person gave; `serviceEventDetails` holds the result.',
  ],
  [
    'signin',
    'UserAuthentication',
    'A person finished signing in to IAM Identity Center, or failed to; `serviceEventDetails` holds the result.',
  ],
  [
    'signin',
    'AuthorizeOAuth2Access',
    'A console session was used to give a local tool, such as the AWS CLI, access by OAuth.',
  ],
  [
    'signin',
    'CreateOAuth2Token',
    'A local tool, such as the AWS CLI, exchanged an OAuth code or refresh token for credentials.',
  ],
  ['sso', 'Authenticate', 'A person signed in to the IAM Identity Center access portal.'],
  [
    'sso',
    'Federate',
    'A person opened an account or application from the IAM Identity Center access portal; a role session in the target account follows.',
  ],
  ['sso', 'Logout', 'A person signed out of the IAM Identity Center access portal.'],
  [
    'sts',
    'GetCallerIdentity',
    'Returns who the caller is: account, ARN and unique id. It needs no permission at all and cannot be denied, so it is the usual first call with a newly found key.',
  ],
  [
    'sts',
    'AssumeRole',
    'Hands out temporary credentials of a role. `requestParameters.roleArn` is the role, `roleSessionName` is chosen by the caller, and `responseElements.credentials.accessKeyId` is the key that the session’s own events carry.',
  ],
  [
    'sts',
    'AssumeRoleWithSAML',
    'Hands out temporary credentials of a role for a SAML assertion of an identity provider. The caller has no AWS credentials yet.',
  ],
  [
    'sts',
    'AssumeRoleWithWebIdentity',
    'Hands out temporary credentials of a role for a token of a web identity provider, such as GitHub Actions or a Kubernetes cluster. The caller has no AWS credentials yet.',
  ],
  [
    'kms',
    'RotateKey',
    'KMS changed the key material of a key on its schedule or on demand. The service wrote this event; nobody called it.',
  ],
  [
    'kms',
    'DeleteKey',
    'KMS destroyed a key whose waiting period had ended. Everything encrypted under it is lost. The service wrote this event.',
  ],
  [
    'kms',
    'SynchronizeMultiRegionKey',
    'KMS copied a shared property of a multi-Region key to a related key. The service wrote this event.',
  ],
  [
    'kms',
    'DeleteExpiredKeyMaterial',
    'KMS destroyed imported key material that had reached its expiry date. The service wrote this event.',
  ],
  [
    'ec2',
    'SharedSnapshotVolumeCreated',
    'Another account made a volume from a snapshot that this account shares: the data of the snapshot can now be read there.',
  ],
  [
    'ec2',
    'SharedSnapshotCopyInitiated',
    'Another account began to copy a snapshot that this account shares: from then on it has a copy that unsharing does not take back.',
  ],
  [
    'ec2',
    'BidEvictedEvent',
    'EC2 took back Spot Instances because it needed the capacity or the price rose. The service wrote this event.',
  ],
  [
    'organizations',
    'CreateAccountResult',
    'The outcome of making a member account, written when the work ended. The service wrote this event.',
  ],
  [
    'organizations',
    'CloseAccountResult',
    'The outcome of closing a member account, written when the work ended. The service wrote this event.',
  ],
  ['elasticfilesystem', 'NewClientConnection', 'A client mounted an EFS file system. The service wrote this event.'],
  [
    'elasticfilesystem',
    'UpdateClientConnection',
    'A client that had an EFS file system mounted connected again. The service wrote this event.',
  ],
  ['backup', 'BackupJobStarted', 'AWS Backup began a backup job. The service wrote this event.'],
  [
    'backup',
    'BackupJobCompleted',
    'AWS Backup ended a backup job; `serviceEventDetails.state` tells how. The service wrote this event.',
  ],
  [
    'backup',
    'BackupDeleted',
    'AWS Backup removed a recovery point at the end of its life, or a person did. The service wrote this event.',
  ],
  ['backup', 'RecoveryPointCreated', 'AWS Backup finished a recovery point. The service wrote this event.'],
  ['backup', 'RestoreStarted', 'AWS Backup began to restore a recovery point. The service wrote this event.'],
  [
    'backup',
    'RestoreCompleted',
    'AWS Backup ended a restore; `serviceEventDetails` tells how. The service wrote this event.',
  ],
  [
    'backup',
    'CopyJobStarted',
    'AWS Backup began to copy a recovery point, perhaps to another account or Region. The service wrote this event.',
  ],
  ['backup', 'CopyJobCompleted', 'AWS Backup ended the copy of a recovery point. The service wrote this event.'],
  [
    's3',
    'HeadBucket',
    'Asks whether a bucket exists and may be reached. Nothing is read; people who guess bucket names use it much.',
  ],
  [
    's3',
    'HeadObject',
    'Reads the metadata of an object without the object. It needs the same permission as reading the object.',
  ],
];

const BY_EVENT: ReadonlyMap<string, string> = new Map(
  ROWS.map(([source, name, sentence]) => [`${source}.amazonaws.com/${name}`.toLowerCase(), sentence]),
);

/** Our own sentence on one event, or undefined. */
export function ownSentence(eventSource: string, eventName: string): string | undefined {
  return BY_EVENT.get(`${eventSource}/${eventName}`.toLowerCase());
}

/** Every row, for tests. */
export const OWN_SENTENCES = ROWS;

const BY_TYPE: Readonly<Record<string, string>> = {
  AwsServiceEvent:
    'An event that the service wrote by itself; nobody called an API. What happened is in `serviceEventDetails`.',
  AwsAggregatedEvent: 'Many data events summed up in one; nobody made it by a call.',
  AwsCloudTrailInsight:
    'CloudTrail Insights noticed that calls came unusually often or seldom; nobody made this event by a call.',
  AwsConsoleAction: 'Something done in the console that is no public API call.',
  AwsConsoleSignIn: 'A step of signing in to AWS.',
  AwsVpceEvent: 'A network activity event: the call went through a VPC endpoint and was logged there.',
};

/** Our own sentence on events of a type that has no IAM action behind it. */
export function sentenceForType(eventType: unknown): string | undefined {
  return typeof eventType === 'string' ? own(BY_TYPE, eventType) : undefined;
}
