import { AGENTS, HOME, role, ROOT, STRANGER, user, type Caller, type Intrusion } from './step';

const trust = (principal: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const POWERSHELL =
  'AWSPowerShell.Common/4.1.500 .NET_Core/8.0.1 OS/Microsoft_Windows_10.0.19045 PowerShellCore/7.-1 ClientAsync';
const KALI = 'aws-cli/2.22.35 md/awscrt#0.23.4 ua/2.0 os/linux#6.11.2-amd64 md/arch#x86_64 lang/python#3.12.7 distrib#kali.2024';
const denied = { error: 'AccessDenied', message: 'User is not authorized to perform this action' };

const federated: Caller = {
  identity: {
    type: 'FederatedUser',
    principalId: `${HOME}:jg`,
    arn: `arn:aws:sts::${HOME}:federated-user/jg`,
    accountId: HOME,
    accessKeyId: 'ASIAEXAMPLEFEDERATED',
  },
  from: '203.0.113.61',
  agent: AGENTS.browser,
};
const fromState = user('terraform-admin', AGENTS.cli, '192.0.2.91');
const leaver: Caller = { ...user('jenkins', AGENTS.cli, '192.0.2.92') };

/** A second set, written down when the rules had been mended after the first. */
export const set2: readonly Intrusion[] = [
  {
    name: 'from a container to the state file of Terraform, and from there to another account',
    as: role('eks-node', 'i-0aa1bb2cc3dd4ee5f', '192.0.2.90', AGENTS.cli),
    steps: [
      { call: 'sts:GetCallerIdentity', harm: 'the credentials of a node used from a server of the intruder’s' },
      { call: 's3:ListBuckets' },
      { call: 'lambda:ListFunctions20150331' },
      { call: 'lambda:GetFunction20150331v2', request: { functionName: 'invoices' } },
      {
        call: 's3:GetObject',
        request: { bucketName: 'acme-terraform', key: 'prod/terraform.tfstate' },
        more: { managementEvent: false, eventCategory: 'Data' },
        harm: 'a state file with keys in it read',
      },
      { call: 'sts:GetCallerIdentity', as: fromState },
      { call: 'iam:ListUsers', as: fromState },
      { call: 'iam:CreateUser', request: { userName: 'eks_sv' }, as: fromState, error: 'AccessDenied', harm: 'a new user tried' },
      { call: 'iam:CreateAccessKey', request: { userName: 'ops-lead' }, as: fromState, ...denied, harm: 'a key for another user tried' },
      { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${STRANGER}:role/OrganizationAccountAccessRole`, roleSessionName: 'x' }, as: fromState, ...denied, harm: 'a role of another account tried' },
      { call: 'cloudtrail:StopLogging', request: { name: 'main' }, as: fromState, harm: 'the trail stopped' },
      { call: 'ec2:DescribeInstances', request: {}, as: fromState },
    ],
  },
  {
    name: 'miners over the services that nobody watches',
    as: user('legacy-app', AGENTS.cli, '192.0.2.70'),
    steps: [
      { call: 'iam:CreateRole', request: { roleName: 'AWSCodeCommit-Role', assumeRolePolicyDocument: trust({ Service: ['amplify.amazonaws.com', 'codebuild.amazonaws.com', 'sagemaker.amazonaws.com'] }) } },
      { call: 'iam:AttachRolePolicy', request: { roleName: 'AWSCodeCommit-Role', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess-Amplify' }, harm: 'a role with far-reaching permissions set up' },
      { call: 'iam:PutRolePolicy', request: { roleName: 'sugo-role', policyName: 'sugo', policyDocument: everything }, harm: 'a policy that allows everything written into a role' },
      { call: 'codecommit:CreateRepository', request: { repositoryName: 'test' } },
      { call: 'amplify:CreateApp', request: { name: 'amplify-app-1', repository: 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/test' }, region: 'ap-southeast-1' },
      { call: 'codebuild:CreateProject', request: { name: 'tost', environment: { type: 'LINUX_CONTAINER', computeType: 'BUILD_GENERAL1_2XLARGE', image: 'aws/codebuild/standard:6.0', privilegedMode: true } }, harm: 'a build project of the largest size' },
      { call: 'codebuild:StartBuild', request: { projectName: 'tost' } },
      { call: 'sagemaker:CreateNotebookInstanceLifecycleConfig', request: { notebookInstanceLifecycleConfigName: 'config-note', onStart: [{ content: 'IyEvYmluL2Jhc2g=' }] }, harm: 'a start script for notebooks' },
      { call: 'sagemaker:CreateNotebookInstance', request: { notebookInstanceName: 'note', instanceType: 'ml.p3.16xlarge', lifecycleConfigName: 'config-note' }, harm: 'a notebook on a GPU machine' },
      { call: 'ecs:CreateService', request: { cluster: 'test', serviceName: 'test', desiredCount: 30, launchType: 'FARGATE', taskDefinition: 'test' }, harm: 'thirty containers started' },
      { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'task1', minSize: 8, maxSize: 8, desiredCapacity: 8 } },
      { call: 'ec2:RequestSpotInstances', request: { instanceCount: 10, type: 'persistent', launchSpecification: { instanceType: 'c5.18xlarge' } }, harm: 'spot machines that come back when they are ended' },
    ],
  },
  {
    name: 'everything deleted by the root user while somebody looks on',
    as: ROOT,
    steps: [
      { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No' } }, harm: 'the root user signed in without a second factor' },
      { call: 'iam:CreateUser', request: { userName: 'backup-login' } },
      { call: 'iam:CreateLoginProfile', request: { userName: 'backup-login', passwordResetRequired: false }, harm: 'a password for a new user' },
      { call: 'iam:AddUserToGroup', request: { userName: 'backup-login', groupName: 'Administrators' }, harm: 'the new user made an administrator' },
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        call: 'ec2:DeregisterImage' as const,
        request: { imageId: `ami-0aaaaaaaaaaaaaa0${n}` },
        after: 3,
        ...(n === 6 ? { harm: 'images taken away one after the other' } : {}),
      })),
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        call: 'ec2:DeleteVolume' as const,
        request: { volumeId: `vol-0aaaaaaaaaaaaaa0${n}` },
        after: 3,
        ...(n === 6 ? { harm: 'disks deleted one after the other' } : {}),
      })),
      { call: 'ec2:TerminateInstances', request: { instancesSet: { items: [{ instanceId: 'i-0aaaaaaaaaaaaaaa1' }, { instanceId: 'i-0aaaaaaaaaaaaaaa2' }] } }, harm: 'machines ended' },
      { call: 's3:DeleteBucket', request: { bucketName: 'svn-backups' }, harm: 'a bucket of backups deleted' },
      { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true, deleteAutomatedBackups: true }, harm: 'a database deleted for good' },
    ],
  },
  {
    name: 'phishing by way of federation, with a way back in',
    as: user('ses-user', AGENTS.boto, '203.0.113.60'),
    steps: [
      { call: 'sts:GetFederationToken', request: { name: 'jg', policy: everything }, harm: 'a session made of a key' },
      { call: 'signin:GetSigninToken', as: { ...federated, agent: 'Python-urllib/3.10' }, harm: 'a sign-in to the console made of it' },
      { call: 'ses:GetAccount', as: federated },
      { call: 'ses:PutAccountDetails', request: { mailType: 'MARKETING', websiteURL: 'https://example.com', productionAccessEnabled: true }, as: federated, harm: 'sending of mail to everyone asked for' },
      { call: 'ses:CreateEmailIdentity', request: { emailIdentity: 'login-update.example.com' }, as: federated, harm: 'a domain of the intruder’s set up to send mail' },
      { call: 'workmail:CreateOrganization', request: { alias: 'acme-support' }, as: federated, harm: 'a mail organisation set up' },
      { call: 'iam:CreateUser', request: { userName: 'support2' }, as: federated },
      { call: 'iam:AttachUserPolicy', request: { userName: 'support2', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, as: federated, harm: 'an administrator made' },
      { call: 'iam:CreateRole', request: { roleName: 'support-access', assumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${STRANGER}:root` }) }, as: federated, harm: 'a role for a strange account' },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'Java_Ghost', groupDescription: 'We Are There But Not Visible' }, as: federated },
      { call: 'organizations:LeaveOrganization', as: federated, ...denied, harm: 'leaving the organisation tried' },
      { call: 'account:EnableRegion', request: { RegionName: 'ap-east-1' }, as: federated, harm: 'another region switched on' },
    ],
  },
  {
    name: 'machines started by a script for PowerShell',
    as: user('svc-build', POWERSHELL, '203.0.113.180'),
    steps: [
      { call: 'servicequotas:ListServiceQuotas', request: { serviceCode: 'ec2' } },
      { call: 'ec2:DescribeInstanceTypes', request: {} },
      { call: 'ec2:DescribeRegions', request: {} },
      { call: 'ec2:CreateVpc', request: { cidrBlock: '10.0.0.0/16' } },
      { call: 'ec2:CreateInternetGateway', request: {} },
      { call: 'ec2:AttachInternetGateway', request: { internetGatewayId: 'igw-0aa', vpcId: 'vpc-0aa' } },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'ec2group12', groupDescription: 'ec2group12', vpcId: 'vpc-0aa' } },
      {
        call: 'ec2:AuthorizeSecurityGroupIngress',
        request: { groupId: 'sg-0aa', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 0, toPort: 65535, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] } },
        harm: 'every port opened to everyone',
      },
      { call: 'ec2:RunInstances', request: { instanceType: 'g5.12xlarge', instancesSet: { items: [{ minCount: 1, maxCount: 16 }] } }, error: 'Client.InstanceLimitExceeded', harm: 'many GPU machines asked for' },
      { call: 'servicequotas:RequestServiceQuotaIncrease', request: { serviceCode: 'ec2', quotaCode: 'L-DB2E81BA', desiredValue: 512 }, harm: 'more of them asked for' },
    ],
  },
  {
    name: 'a developer’s session stolen to change what a web site serves',
    as: { ...role('AWSReservedSSO_Developer_1a2b3c4d5e6f7a8b', 'dev1@example.com', '203.0.113.222', KALI) },
    steps: [
      { call: 'sts:GetCallerIdentity' },
      { call: 'iam:ListMFADevices', request: { userName: 'dev1' } },
      { call: 'iam:CreateVirtualMFADevice', request: { virtualMFADeviceName: 'dev1-phone' } },
      { call: 'iam:EnableMFADevice', request: { userName: 'dev1', serialNumber: `arn:aws:iam::${HOME}:mfa/dev1-phone` }, ...denied, harm: 'a second factor of the intruder’s tried' },
      { call: 's3:ListBuckets' },
      { call: 's3:GetBucketVersioning', request: { bucketName: 'app.example.com' } },
      {
        call: 's3:PutObject',
        request: { bucketName: 'app.example.com', key: '_next/static/chunks/app.js' },
        more: { managementEvent: false, eventCategory: 'Data' },
        harm: 'the code of a web site replaced',
      },
      { call: 'cloudfront:CreateInvalidation2020_05_31', request: { distributionId: 'E1EXAMPLE' } },
    ],
  },
  {
    name: 'users made like those that were there, over a graphical client',
    as: user('gitlab-runner', 'S3 Browser/9.5.5 (https://s3browser.com)', '203.0.113.40'),
    steps: [
      { call: 'iam:ListUsers' },
      { call: 'iam:GetUser', request: { userName: 'alice' } },
      { call: 'iam:CreateLoginProfile', request: { userName: 'alice', passwordResetRequired: false }, harm: 'a password for a user who had none' },
      { call: 'iam:CreateUser', request: { userName: 'backup-alice' } },
      { call: 'iam:CreateAccessKey', request: { userName: 'backup-alice' }, response: { accessKey: { userName: 'backup-alice', accessKeyId: 'AKIAEXAMPLEBACKUPAAA', status: 'Active' } }, harm: 'a key for another user' },
      { call: 'iam:PutUserPolicy', request: { userName: 'backup-alice', policyName: 'dq', policyDocument: everything }, harm: 'a policy that allows everything written into a user' },
      { call: 'iam:CreateInstanceProfile', request: { instanceProfileName: 'ec2-admin' } },
      { call: 'iam:AttachRolePolicy', request: { roleName: 'ec2-admin', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'a role made an administrator' },
      { call: 'ec2:ImportKeyPair', request: { keyName: 'gv', publicKeyMaterial: 'c3NoLXJzYQ==' } },
      { call: 'ec2:RunInstances', request: { instanceType: 'c6a.xlarge', instancesSet: { items: [{ minCount: 1, maxCount: 1, keyName: 'gv' }] }, iamInstanceProfile: { name: 'ec2-admin' } }, harm: 'machines started with a long-term key' },
    ],
  },
  {
    name: 'an account taken over from the help desk',
    as: { ...role('AWSReservedSSO_AdministratorAccess_9a8b7c6d5e4f3a2b', 'cfo@example.com', '203.0.113.15', AGENTS.browser) },
    steps: [
      { call: 'secretsmanager:ListSecrets' },
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => ({
        call: 'secretsmanager:GetSecretValue' as const,
        request: { secretId: `prod/app-${n}` },
        after: 4,
        ...(n === 12 ? { harm: 'secrets read in bulk' } : {}),
      })),
      { call: 'ssm:StartSession', request: { target: 'i-0aaaaaaaaaaaaaaa9', documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters: { host: ['db.internal'], portNumber: ['5432'] } }, harm: 'a tunnel through a machine' },
      { call: 'guardduty:UpdateDetector', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0', enable: false }, harm: 'GuardDuty suspended' },
      { call: 'guardduty:DeleteMembers', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0', accountIds: [HOME] }, harm: 'an account taken out of GuardDuty' },
      { call: 'cloudtrail:DeleteTrail', request: { name: 'organization' }, harm: 'the trail deleted' },
      { call: 'logs:DeleteLogGroup', request: { logGroupName: '/aws/cloudtrail' } },
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0aaaaaaaaaaaaaaa9', name: 'x', noReboot: true } },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0abcdef1234567890', launchPermission: { add: { items: [{ userId: HOME }, { userId: STRANGER }] } }, attributeType: 'launchPermission' }, harm: 'an image shared with a strange account beside one’s own' },
      { call: 'rds:ModifyDBSnapshotAttribute', request: { dBSnapshotIdentifier: 'orders', attributeName: 'restore', valuesToAdd: [STRANGER] }, harm: 'a database snapshot shared' },
      { call: 'iam:CreateSAMLProvider', request: { name: 'okta2', sAMLMetadataDocument: '<xml/>' }, harm: 'another place to sign in from' },
      { call: 'sts:AssumeRoot', request: { targetPrincipal: STRANGER, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' } }, harm: 'a session as root of a member account' },
    ],
  },
  {
    name: 'backups and keys taken hostage',
    as: leaver,
    steps: [
      { call: 'kms:CreateKey', request: { origin: 'EXTERNAL', policy: '' }, response: { keyMetadata: { keyId: '4444' } } },
      { call: 'kms:ImportKeyMaterial', request: { keyId: '4444', expirationModel: 'KEY_MATERIAL_EXPIRES', validTo: 'May 3, 2026, 12:00:00 AM' }, harm: 'key material brought along that will expire' },
      { call: 'ec2:ModifyEbsDefaultKmsKeyId', request: { ModifyEbsDefaultKmsKeyIdRequest: { KmsKeyId: `arn:aws:kms:us-east-1:${STRANGER}:key/4444` } }, harm: 'new disks encrypted with a key of a stranger' },
      { call: 'ec2:CopySnapshot', request: { sourceSnapshotId: 'snap-0aa', encrypted: true, kmsKeyId: `arn:aws:kms:us-east-1:${STRANGER}:key/4444` }, harm: 'a snapshot copied under a key of a stranger' },
      { call: 's3:PutBucketEncryption', request: { bucketName: 'customer-files', ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `arn:aws:kms:us-east-1:${STRANGER}:key/4444` } } } }, harm: 'new objects encrypted with a key of a stranger' },
      { call: 'backup:DeleteRecoveryPoint', request: { backupVaultName: 'main', recoveryPointArn: 'arn:aws:ec2:us-east-1::snapshot/snap-0aa' }, harm: 'a backup deleted' },
      { call: 'backup:DeleteBackupVaultLockConfiguration', request: { backupVaultName: 'main' }, harm: 'the lock of a vault of backups taken off' },
      { call: 'kms:DeleteImportedKeyMaterial', request: { keyId: '4444' }, harm: 'the key made useless' },
      { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0aa' } },
      { call: 'ec2:TerminateInstances', request: { instancesSet: { items: [{ instanceId: 'i-0aaaaaaaaaaaaaaa1' }] } }, harm: 'machines ended' },
    ],
  },
];
