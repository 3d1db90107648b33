import type { FieldGroup } from './field';

const TYPES = {
  Root: 'the root user of the account, who can do everything and whom no policy of the account limits',
  IAMUser: 'an IAM user, with a password or long-term keys',
  AssumedRole: 'temporary credentials of a role; the session name after the role tells who or what',
  Role: 'a role itself, as some services log it when they act for a role',
  FederatedUser: 'temporary credentials from `GetFederationToken`, which outlive the removal of the user’s keys',
  Directory: 'a user of a directory service',
  AWSAccount: 'another AWS account',
  AWSService: 'an AWS service acting for the account',
  SAMLUser: 'someone signing in with a SAML assertion; seen in `AssumeRoleWithSAML`',
  WebIdentityUser: 'someone signing in with a web identity token; seen in `AssumeRoleWithWebIdentity`',
  IdentityCenterUser: 'a user of IAM Identity Center',
  Unknown: 'CloudTrail could not tell, as with a sign-in under a user name that does not exist',
};

/** `userIdentity` at every depth. Source: CloudTrail user guide, "userIdentity element", and real logs. */
export const IDENTITY_FIELDS: FieldGroup = {
  page: 'cloudtrail-event-reference-user-identity.html',
  pageTitle: 'CloudTrail user guide: userIdentity element',
  fields: [
    {
      path: 'userIdentity.type',
      since: '1.0',
      text: 'What kind of identity made the call.',
      values: TYPES,
      trap: 'Absent in some service events.',
    },
    {
      path: 'userIdentity.userName',
      since: '1.0',
      text: 'The friendly name of the identity: an IAM user’s name, for root the account’s alias.',
      trap: 'A sign-in under a name that does not exist shows `HIDDEN_DUE_TO_SECURITY_REASONS`, since people type their password there. Assumed roles have the name in `sessionContext.sessionIssuer`.',
    },
    {
      path: 'userIdentity.principalId',
      since: '1.0',
      text: 'The unique id of the identity, which is never given again, even to a new user of the same name. For an assumed role it is the role’s id, a colon and the session name.',
    },
    {
      path: 'userIdentity.arn',
      since: '1.0',
      text: 'The ARN of the identity; for an assumed role it ends in role name and session name.',
      trap: 'The ARN of an assumed role leaves out the role’s path; the one in `sessionIssuer` has it.',
    },
    {
      path: 'userIdentity.accountId',
      since: '1.0',
      text: 'The account that the identity belongs to.',
      trap: 'In a call from another account it is the caller’s account, not the one that owns the resource.',
    },
    {
      path: 'userIdentity.accessKeyId',
      since: '1.0',
      text: 'The access key that signed the request. `AKIA…` keys last until someone deletes them, `ASIA…` keys belong to one temporary session.',
      trap: 'Console sign-ins and calls by services have an empty string or none.',
    },
    {
      path: 'userIdentity.invokedBy',
      since: '1.0',
      text: 'The AWS service that made the call on the identity’s behalf; `AWS Internal` is one that is not named.',
      trap: 'When it is there, no person sent this request directly.',
    },
    {
      path: 'userIdentity.identityProvider',
      text: 'The provider that vouched for a SAML or web identity user, such as `cognito-identity.amazonaws.com` or the ARN of a SAML provider.',
    },
    {
      path: 'userIdentity.sessionContext',
      since: '1.0',
      text: 'How the temporary credentials of the call came to be.',
      trap: 'Calls signed with a long-term key have none.',
    },
    {
      path: 'userIdentity.sessionContext.attributes',
      since: '1.0',
      text: 'When the session began, and whether with a second factor.',
    },
    {
      path: 'userIdentity.sessionContext.attributes.creationDate',
      since: '1.0',
      text: 'When the temporary credentials were handed out, in UTC. The call that issued them has nearly this time.',
      trap: 'It is a string.',
    },
    {
      path: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
      since: '1.0',
      text: 'Whether the identity gave a second factor when it got these credentials.',
      values: { true: 'a second factor was given', false: 'no second factor was given' },
      trap: 'It is the string "true" or "false", and services that pass a session on can lose it: "false" for an assumed role says nothing about the person behind it.',
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer',
      since: '1.0',
      text: 'The role or user whose temporary credentials these are.',
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer.type',
      since: '1.0',
      text: 'What issued the session.',
      values: {
        Role: 'a role was assumed',
        Root: 'the root user asked for a session',
        IAMUser: 'a user asked for a session',
        User: 'a user asked for a session',
      },
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer.principalId',
      since: '1.0',
      text: 'The unique id of the role or user that issued the session.',
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer.arn',
      since: '1.0',
      text: 'The ARN of the role or user that issued the session, with its path.',
      trap: 'Group by this rather than by `userIdentity.arn`, whose end changes with every session.',
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer.accountId',
      since: '1.0',
      text: 'The account that owns the role or user that issued the session.',
    },
    {
      path: 'userIdentity.sessionContext.sessionIssuer.userName',
      since: '1.0',
      text: 'The name of the role or user that issued the session.',
    },
    {
      path: 'userIdentity.sessionContext.webIdFederationData',
      since: '1.0',
      text: 'The web identity token behind the session, when there was one.',
      trap: 'Often an empty object.',
    },
    {
      path: 'userIdentity.sessionContext.webIdFederationData.federatedProvider',
      text: 'The provider of the web identity: an OIDC provider’s ARN or a name such as `accounts.google.com`.',
    },
    {
      path: 'userIdentity.sessionContext.webIdFederationData.attributes',
      text: 'Claims of the web identity token, such as application id and user id.',
    },
    {
      path: 'userIdentity.sessionContext.sourceIdentity',
      text: 'The name that was set when the first role of a chain was assumed. It stays through further roles and cannot be changed by the session.',
      trap: 'Only there when someone set it up; then it is the best answer to "which person".',
    },
    {
      path: 'userIdentity.sessionContext.ec2RoleDelivery',
      text: 'How an EC2 instance got these role credentials from its metadata service.',
      values: {
        '1.0': 'IMDSv1: a plain request, which a web application with a request forgery flaw can be made to send',
        '2.0': 'IMDSv2: a request with a session token, which such flaws usually cannot send',
      },
      trap: 'A call that has it but comes from outside AWS was made with keys that left the instance.',
    },
    {
      path: 'userIdentity.sessionContext.assumedRoot',
      text: 'The session acts as root of a member account, through a call to `AssumeRoot`.',
      values: { true: 'a root session of a member account' },
      trap: 'Not confirmed by a text or a log: take it with care.',
    },
    {
      path: 'userIdentity.onBehalfOf',
      text: 'The IAM Identity Center user for whom a service or application made the call.',
    },
    { path: 'userIdentity.onBehalfOf.userId', text: 'The id of the Identity Center user for whom the call was made.' },
    {
      path: 'userIdentity.onBehalfOf.identityStoreArn',
      text: 'The identity store that holds this Identity Center user.',
    },
    {
      path: 'userIdentity.credentialId',
      text: 'The id of the credential of an Identity Center user, such as a bearer token. The token itself is not in it.',
    },
    {
      path: 'userIdentity.inScopeOf',
      text: 'The resource that an identity of a service was acting for, so that one service role can be told apart by what it worked on.',
    },
    { path: 'userIdentity.inScopeOf.sourceArn', text: 'The ARN of the resource that made the service act.' },
    { path: 'userIdentity.inScopeOf.sourceAccount', text: 'The account of the resource that made the service act.' },
    {
      path: 'userIdentity.inScopeOf.issuerType',
      text: 'The kind of resource that the credentials were issued for, such as a Lambda function.',
    },
    { path: 'userIdentity.inScopeOf.credentialsIssuedTo', text: 'The resource that the credentials were issued for.' },
    {
      path: 'userIdentity.invokedByDelegate',
      text: 'The party that was given the right to act for this identity and made the call.',
      trap: 'Not confirmed by a text or a log: take it with care.',
    },
    {
      path: 'userIdentity.invokedByDelegate.accountId',
      text: 'The account of the party that acted for this identity.',
      trap: 'Not confirmed by a text or a log: take it with care.',
    },
    {
      path: 'userIdentity.assumedRoot',
      text: 'The call was made as root of a member account, through a call to `AssumeRoot`.',
      values: { true: 'a root session of a member account' },
      trap: 'Not confirmed by a text or a log: take it with care.',
    },
  ],
};
