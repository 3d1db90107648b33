import { AGENTS, HOME, role, ROOT, STRANGER, user, type Intrusion } from '../step';

const trust = (principal: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] });
const everything = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

/** Intrusions that are about who may do what. */
export const identity: readonly Intrusion[] = [
  {
    name: 'phishing from a company’s own mail service',
    as: user('mailer', AGENTS.cli, '192.0.2.44'),
    steps: [
      { call: 'sts:GetCallerIdentity', as: user('mailer', 'TruffleHog', '192.0.2.44'), harm: 'a key tried by a program that looks for leaked ones' },
      { call: 'ses:GetSendQuota' },
      { call: 'ses:ListIdentities', request: { maxItems: 100 } },
      { call: 'ses:GetAccount' },
      {
        call: 'sts:GetFederationToken',
        request: { name: 'jgx', policy: everything, durationSeconds: 129600 },
        response: { credentials: { accessKeyId: 'ASIAEXAMPLEFEDERATED', sessionToken: '<redacted>' } },
        harm: 'a federated session made of a long-term key',
      },
      { call: 'signin:GetSigninToken', as: { ...user('mailer', 'Go-http-client/2.0', '192.0.2.44'), identity: { type: 'FederatedUser', arn: `arn:aws:sts::${HOME}:federated-user/jgx`, principalId: `${HOME}:jgx`, accountId: HOME, accessKeyId: 'ASIAEXAMPLEFEDERATED' } }, harm: 'a sign-in to the console made of credentials' },
      { call: 'iam:CreateUser', request: { userName: 'ses-smtp-user.20260502' }, response: { user: { userName: 'ses-smtp-user.20260502' } } },
      { call: 'iam:CreateLoginProfile', request: { userName: 'ses-smtp-user.20260502', passwordResetRequired: false }, response: { loginProfile: { userName: 'ses-smtp-user.20260502' } }, harm: 'a console password for another user' },
      { call: 'iam:AttachUserPolicy', request: { userName: 'ses-smtp-user.20260502', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'a user made administrator' },
      { call: 'ses:VerifyEmailIdentity', request: { emailAddress: 'billing@example.net' } },
      { call: 'ses:PutAccountDetails', request: { mailType: 'MARKETING', websiteURL: 'https://example.net', productionAccessEnabled: true }, harm: 'the way out of the mail sandbox asked for' },
      { call: 'organizations:LeaveOrganization', error: 'AccessDeniedException', message: 'You don’t have permissions to access this resource.', harm: 'somebody tried to leave the organisation' },
    ],
  },
  {
    name: 'back doors after a stolen administrator',
    as: user('admin-jane'),
    steps: [
      { call: 'iam:ListUsers' },
      { call: 'iam:GetAccountAuthorizationDetails', harm: 'all users, roles and policies read at once' },
      { call: 'iam:CreateAccessKey', request: { userName: 'svc-reports' }, response: { accessKey: { userName: 'svc-reports', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } }, harm: 'an access key for another user' },
      { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'OrganizationAccountAccessRole', policyDocument: trust({ AWS: `arn:aws:iam::${STRANGER}:root` }) }, harm: 'a role trusts a strange account' },
      { call: 'iam:CreateRole', request: { roleName: 'support-tier2', assumeRolePolicyDocument: trust({ AWS: '*' }) }, harm: 'a new role trusts everyone' },
      { call: 'iam:PutRolePolicy', request: { roleName: 'support-tier2', policyName: 'p', policyDocument: everything }, harm: 'a policy that allows everything written into a role' },
      { call: 'iam:CreatePolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/devs`, policyDocument: everything, setAsDefault: true }, harm: 'a policy’s new version allows everything' },
      { call: 'iam:DeactivateMFADevice', request: { userName: 'admin-bob', serialNumber: `arn:aws:iam::${HOME}:mfa/admin-bob` }, harm: 'a second factor taken away' },
      { call: 'iam:CreateSAMLProvider', request: { name: 'okta2', sAMLMetadataDocument: '<EntityDescriptor/>' }, harm: 'a strange identity provider trusted' },
      { call: 'iam:CreateOpenIDConnectProvider', request: { url: 'https://token.example.net', clientIDList: ['sts.amazonaws.com'] }, harm: 'a strange token issuer trusted' },
      { call: 'iam:UpdateLoginProfile', request: { userName: 'admin-bob', passwordResetRequired: false }, harm: 'another user’s console password changed' },
      { call: 'iam:DeleteUserPolicy', request: { userName: 'admin-jane', policyName: 'deny-outside-office' } },
      { call: 'iam:DetachUserPolicy', request: { userName: 'admin-jane', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2' }, harm: 'AWS’s quarantine of a leaked key lifted' },
      { call: 'iam:DeleteRolePermissionsBoundary', request: { roleName: 'support-tier2' }, harm: 'a boundary of permissions taken away' },
    ],
  },
  {
    name: 'the help desk lets somebody in, who then goes for secrets',
    as: role('AWSReservedSSO_PowerUserAccess_0a1b2c3d4e5f6a7b', 'it.admin@example.com', '203.0.113.201', AGENTS.browser),
    steps: [
      { call: 'secretsmanager:ListSecrets', request: { maxResults: 100 } },
      ...Array.from({ length: 25 }, (_, n) => ({
        call: 'secretsmanager:GetSecretValue' as const,
        request: { secretId: `prod/service-${n}` },
        after: 3,
        ...(n === 24 ? { harm: 'many secrets read one after the other' } : {}),
      })),
      { call: 'ssm:GetParameters', request: { names: ['/prod/db/password', '/prod/api/key'], withDecryption: true } },
      { call: 'ssm:StartSession', request: { target: 'i-0123456789abcdef0' }, harm: 'a shell on a machine' },
      { call: 'guardduty:DeleteDetector', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0' }, harm: 'GuardDuty switched off' },
      { call: 'guardduty:UpdateDetector', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f1', enable: false }, harm: 'GuardDuty suspended' },
      { call: 'config:StopConfigurationRecorder', request: { configurationRecorderName: 'default' }, harm: 'AWS Config stopped' },
      { call: 'securityhub:DisableSecurityHub', request: {}, harm: 'Security Hub switched off' },
      { call: 'cloudtrail:PutEventSelectors', request: { trailName: 'main', eventSelectors: [{ readWriteType: 'ReadOnly', includeManagementEvents: false, dataResources: [] }] }, harm: 'the trail no longer records management events' },
      { call: 'cloudtrail:UpdateTrail', request: { name: 'main', isMultiRegionTrail: false, includeGlobalServiceEvents: false }, harm: 'the trail narrowed to one region' },
      { call: 'logs:DeleteLogGroup', request: { logGroupName: '/aws/cloudtrail/main' }, harm: 'the log group of the trail deleted' },
    ],
  },
  {
    name: 'root signs in after guesses',
    as: ROOT,
    steps: [
      ...[1, 2, 3, 4, 5].map(() => ({
        call: 'signin:ConsoleLogin' as const,
        response: { ConsoleLogin: 'Failure' },
        message: 'Failed authentication',
        after: 8,
        more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' }, responseElements: { ConsoleLogin: 'Failure' } },
      })),
      {
        call: 'signin:ConsoleLogin',
        more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' }, responseElements: { ConsoleLogin: 'Success' } },
        harm: 'root signed in without a second factor, after failures',
      },
      { call: 'iam:CreateAccessKey', request: null, response: { accessKey: { accessKeyId: 'AKIAEXAMPLEROOTKEY00', status: 'Active' } }, harm: 'an access key of root made' },
      { call: 'iam:UpdateAccountPasswordPolicy', request: { minimumPasswordLength: 6 }, harm: 'the rules for passwords loosened' },
      { call: 'account:PutAlternateContact', request: { alternateContactType: 'SECURITY', emailAddress: 'x@example.net' } },
      { call: 'support:CreateCase', request: { subject: 'raise limits' } },
    ],
  },
];
