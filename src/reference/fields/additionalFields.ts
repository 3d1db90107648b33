import type { FieldGroup } from './field';

const AT = 'additionalEventData';

/** Members of `additionalEventData` and of sign-in events that are often asked about. Source: real logs. */
export const ADDITIONAL_FIELDS: FieldGroup = {
  page: 'cloudtrail-event-reference-record-contents.html',
  pageTitle: 'CloudTrail user guide: record contents',
  fields: [
    {
      path: `${AT}.MFAUsed`,
      text: 'Whether a second factor was given at this sign-in.',
      values: { Yes: 'a second factor was given', No: 'no second factor was given' },
      trap: 'Sign-ins through an identity provider say "No" although the provider may have asked for one.',
    },
    { path: `${AT}.MFAIdentifier`, text: 'The second-factor device that was used.' },
    { path: `${AT}.LoginTo`, text: 'The console page that the person wanted to reach.' },
    {
      path: `${AT}.MobileVersion`,
      text: 'Whether the mobile version of the sign-in page was used.',
      values: { Yes: 'the mobile version', No: 'the usual version' },
    },
    { path: `${AT}.SwitchTo`, text: 'The role that the console user put on.' },
    { path: `${AT}.SwitchFrom`, text: 'The identity that the console user came from.' },
    { path: `${AT}.RedirectTo`, text: 'The console page that was opened after the role was put on.' },
    {
      path: `${AT}.SignatureVersion`,
      text: 'How the request was signed.',
      values: { SigV4: 'the usual way', SigV2: 'an outdated way', SigV4A: 'the way that holds for several Regions' },
    },
    { path: `${AT}.CipherSuite`, text: 'The cipher suite of the connection; newer events have it in `tlsDetails`.' },
    {
      path: `${AT}.AuthenticationMethod`,
      text: 'How the request proved who made it.',
      values: {
        AuthHeader: 'by a signed header',
        QueryString: 'by a signed link, which works for whoever holds it until it expires',
      },
    },
    { path: `${AT}.bytesTransferredIn`, text: 'Bytes that the client sent, of an S3 data event.' },
    {
      path: `${AT}.bytesTransferredOut`,
      text: 'Bytes that the client received, of an S3 data event: what left the bucket.',
    },
    { path: `${AT}.x-amz-id-2`, text: 'S3’s second id of the request; support asks for it.' },
    { path: `${AT}.SSEApplied`, text: 'The encryption at rest that S3 applied to the object.' },
    {
      path: `${AT}.CredentialType`,
      text: 'The kind of credential that IAM Identity Center asked for, such as PASSWORD or TOTP.',
    },
    { path: `${AT}.AuthWorkflowID`, text: 'The same for all events of one sign-in to IAM Identity Center.' },
    {
      path: `${AT}.UserName`,
      text: 'The name of the person who signs in to IAM Identity Center.',
      trap: 'Shown as `HIDDEN_DUE_TO_SECURITY_REASONS` when there is no such user.',
    },
    { path: `${AT}.grantId`, text: 'The KMS grant that allowed the call.' },
    { path: `${AT}.keyMaterialId`, text: 'The key material of the KMS key that was used.' },
    { path: `${AT}.insufficientPermissions`, text: 'The call partly failed because the caller lacked permissions.' },
    {
      path: 'responseElements.ConsoleLogin',
      text: 'How the sign-in to the console ended.',
      values: { Success: 'signed in', Failure: 'refused: a wrong password, a wrong code or an unknown user' },
    },
    {
      path: 'responseElements.CheckMfa',
      text: 'Whether the sign-in page asked for a second factor.',
      values: { Success: 'it was asked for' },
    },
    {
      path: 'responseElements.SwitchRole',
      text: 'How putting on the role ended.',
      values: { Success: 'the role was put on', Failure: 'refused' },
    },
    {
      path: 'responseElements.credentials.accessKeyId',
      text: 'The temporary access key that this call handed out. Events that carry it in `userIdentity.accessKeyId` were made with these credentials.',
    },
    {
      path: 'responseElements.credentials.sessionToken',
      text: 'The session token that was handed out.',
      trap: 'CloudTrail logs it, but it is of no use without the secret key, which is never logged.',
    },
    {
      path: 'responseElements.credentials',
      text: 'The temporary credentials that this call handed out; the secret key is never logged.',
    },
    {
      path: 'responseElements.assumedRoleUser',
      text: 'The new role session: what it is called in the events that follow.',
    },
    { path: 'responseElements.accessKey', text: 'The access key that this call made; the secret key is never logged.' },
    {
      path: 'responseElements.accessKey.accessKeyId',
      text: 'The new long-term access key. Events that carry it in `userIdentity.accessKeyId` were made with it.',
      trap: 'A second key for a user who has one already is a common way to stay in.',
    },
    {
      path: 'requestParameters.roleArn',
      text: 'The role whose credentials are asked for, or that a service shall use.',
    },
    {
      path: 'requestParameters.roleSessionName',
      text: 'The name that the caller gives the new session; it ends the ARN of the session.',
      trap: 'The caller chooses it freely, unless the role’s trust policy asks for a certain one.',
    },
    { path: 'requestParameters.durationSeconds', text: 'How long the credentials shall hold, in seconds.' },
    {
      path: 'requestParameters.externalId',
      text: 'A word that the role’s trust policy can ask for, so that a vendor cannot be led to use the wrong customer’s role.',
    },
    {
      path: 'requestParameters.policyDocument',
      text: 'The policy to be set, as JSON in a string.',
    },
    {
      path: 'requestParameters.assumeRolePolicyDocument',
      text: 'The trust policy of the role, as JSON in a string: who may assume it.',
      trap: 'An account of someone else here is a way in that outlives every change of keys.',
    },
    {
      path: 'requestParameters.policyArn',
      text: 'The managed policy that the call is about.',
      trap: '`AdministratorAccess` permits everything.',
    },
    {
      path: 'requestParameters.withDecryption',
      text: 'Whether secret parameters are returned in the clear.',
      values: { true: 'the caller got the secret values', false: 'the values stayed encrypted' },
    },
    {
      path: 'requestParameters.encryptionContext',
      text: 'What the caller says the data is, such as the volume it belongs to; KMS only decrypts with the same words.',
    },
    { path: 'responseElements.credentials.expiration', text: 'When the temporary credentials stop working.' },
    {
      path: 'responseElements.assumedRoleUser.arn',
      text: 'The ARN of the new role session, as it will stand in `userIdentity.arn` of what the session does.',
    },
    {
      path: 'responseElements.assumedRoleUser.assumedRoleId',
      text: 'The unique id of the new role session, as it will stand in `userIdentity.principalId`.',
    },
  ],
};
