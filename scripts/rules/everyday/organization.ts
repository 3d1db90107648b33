import { HOME, type Step } from '../intrusions/step';
import { policy, SHELL, SISTER, type Everyday } from './activity';
import { attach, awsService, browsing, by, githubTerraform, inRegions, keyHolder, program, reads, roleFor, serviceRole, signIn, times, typing } from './callers';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const tower = serviceRole('controltower', 'AWSControlTowerExecution', 'AWSControlTower');
const towerStack = serviceRole('cloudformation', 'AWSControlTowerExecution', 'AssumeRoleSession');
const serviceEvent = { eventType: 'AwsServiceEvent' };

/** Accounts, people and their rights. */
export const organization: readonly Everyday[] = [
  {
    name: 'Control Tower takes in a new account',
    as: tower,
    steps: [
      { call: 'servicecatalog:ProvisionProduct', request: { productName: 'AWS Control Tower Account Factory', provisionedProductName: 'shop-staging' }, as: browsing('PlatformAdmin', 'max') },
      ...by(serviceRole('controltower', 'AWSControlTowerAdmin', 'AWSControlTower'), { call: 'organizations:CreateAccount', request: { accountName: 'shop-staging', email: '****', roleName: 'AWSControlTowerExecution' } }, { call: 'organizations:MoveAccount', request: { accountId: SISTER, sourceParentId: 'r-ab12', destinationParentId: 'ou-ab12-11111111' } }, { call: 'organizations:AttachPolicy', request: { policyId: 'p-guardrails', targetId: 'ou-ab12-11111111' } }),
      ...by(awsService('organizations'), { call: 'organizations:CreateAccountResult', more: { ...serviceEvent, serviceEventDetails: { createAccountStatus: { state: 'SUCCEEDED', accountId: SISTER } } } }),
      ...inRegions([{ call: 'ec2:DescribeVpcs' }, { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0d', vpcId: 'vpc-0d' } }, { call: 'ec2:DeleteInternetGateway', request: { internetGatewayId: 'igw-0d' } }, { call: 'ec2:DeleteSubnet', request: { subnetId: 'subnet-0d1' } }, { call: 'ec2:DeleteSubnet', request: { subnetId: 'subnet-0d2' } }, { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0d' } }], 'us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2'),
      ...by(
        towerStack,
        roleFor('aws-controltower-ConfigRecorderRole', 'config'),
        attach('aws-controltower-ConfigRecorderRole', 'service-role/AWS_ConfigRole'),
        { call: 'iam:CreateRole', request: { roleName: 'aws-controltower-AdministratorExecutionRole', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:role/aws-controltower-AuditAdministratorRole` }, Action: 'sts:AssumeRole' }) } },
        attach('aws-controltower-AdministratorExecutionRole', 'AdministratorAccess'),
        { call: 'iam:CreateRole', request: { roleName: 'aws-controltower-ReadOnlyExecutionRole', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:role/aws-controltower-AuditReadOnlyRole` }, Action: 'sts:AssumeRole' }) } },
        attach('aws-controltower-ReadOnlyExecutionRole', 'ReadOnlyAccess'),
        { call: 'config:PutConfigurationRecorder', request: { configurationRecorder: { name: 'aws-controltower-BaselineConfigRecorder', recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } } } },
        { call: 'config:PutDeliveryChannel', request: { deliveryChannel: { s3BucketName: `aws-controltower-logs-${SISTER}-us-east-1` } } },
        { call: 'config:StartConfigurationRecorder', request: { configurationRecorderName: 'aws-controltower-BaselineConfigRecorder' } },
        { call: 'sns:CreateTopic', request: { name: 'aws-controltower-SecurityNotifications' } },
        { call: 'sns:Subscribe', request: { topicArn: 't', protocol: 'lambda' } },
        { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/aws/lambda/aws-controltower-NotificationForwarder', retentionInDays: 14 } },
      ),
      ...by(serviceRole('sso', 'AWSServiceRoleForSSO', 'SSO'), { call: 'iam:CreateSAMLProvider', request: { name: 'AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE', sAMLMetadataDocument: 'x' } }, { call: 'iam:CreateRole', request: { roleName: 'AWSReservedSSO_AWSAdministratorAccess_1', path: '/aws-reserved/sso.amazonaws.com/', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE` }, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'], Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } } }) } }, attach('AWSReservedSSO_AWSAdministratorAccess_1', 'AdministratorAccess')),
      ...by(awsService('controltower'), { call: 'controltower:CreateManagedAccount', more: { ...serviceEvent, serviceEventDetails: { createManagedAccountStatus: { state: 'SUCCEEDED', account: { accountId: SISTER } } } } }),
    ],
  },
  {
    name: 'the organization’s guard rails are changed, a region is switched on',
    spoken: ['account/contact-changed (account:PutAlternateContact)', 'account/region-enabled (account:EnableRegion)', 'organizations/guardrail-removed (organizations:DetachPolicy)'],
    as: typing('PlatformAdmin', 'max'),
    steps: [
      ...reads(10, 'organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListRoots', 'organizations:ListOrganizationalUnitsForParent', 'organizations:ListAccountsForParent'),
      { call: 'organizations:CreatePolicy', request: { name: 'regions', type: 'SERVICE_CONTROL_POLICY', content: 'x' } },
      { call: 'organizations:AttachPolicy', request: { policyId: 'p-new', targetId: 'ou-ab12-11111111' } },
      { call: 'organizations:UpdatePolicy', request: { policyId: 'p-new', content: policy({ Sid: 'regions', Effect: 'Deny', NotAction: ['iam:*', 'sts:*', 'route53:*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1', 'us-west-2'] } } }) } },
      { call: 'organizations:CreateOrganizationalUnit', request: { parentId: 'r-ab12', name: 'sandbox' } },
      { call: 'organizations:TagResource', request: { resourceId: SISTER } },
      { call: 'account:EnableRegion', request: { regionName: 'ap-southeast-4' } },
      { call: 'account:PutAlternateContact', request: { alternateContactType: 'SECURITY', emailAddress: 'security@example.com' } },
      { call: 'organizations:EnableAWSServiceAccess', request: { servicePrincipal: 'access-analyzer.amazonaws.com' } },
      { call: 'organizations:DetachPolicy', request: { policyId: 'p-old', targetId: 'ou-ab12-22222222' } },
    ],
  },
  {
    name: 'a permission set is made and given to a team',
    as: browsing('IdentityAdmin', 'eve'),
    steps: [
      { call: 'sso:CreatePermissionSet', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', name: 'Support', sessionDuration: 'PT4H' } },
      { call: 'sso:AttachManagedPolicyToPermissionSet', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-8', managedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
      { call: 'sso:PutInlinePolicyToPermissionSet', request: { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-8', inlinePolicy: policy({ Effect: 'Allow', Action: ['ecs:UpdateService', 'ec2:RebootInstances'], Resource: '*' }) } },
      { call: 'identitystore:CreateGroup', request: { identityStoreId: 'd-9067aa11bb', displayName: 'support' } },
      ...times(5, (n): Step => ({ call: 'identitystore:CreateGroupMembership', request: { identityStoreId: 'd-9067aa11bb', groupId: 'g', memberId: { userId: `u${n}` } } })),
      ...times(6, (n): Step => ({ call: 'sso:CreateAccountAssignment', request: { targetId: `11112222333${n}`, targetType: 'AWS_ACCOUNT', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-8', principalType: 'GROUP', principalId: 'g' }, after: 2 })),
      { call: 'sso:ProvisionPermissionSet', request: { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-8', targetType: 'ALL_PROVISIONED_ACCOUNTS' } },
      ...by(serviceRole('sso', 'AWSServiceRoleForSSO', 'SSO'), { call: 'iam:PutRolePolicy', request: { roleName: 'AWSReservedSSO_Support_1', policyName: 'AwsSSOInlinePolicy', policyDocument: policy({ Effect: 'Allow', Action: ['ecs:UpdateService', 'ec2:RebootInstances'], Resource: '*' }) } }, { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'AWSReservedSSO_Support_1', policyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE` }, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'], Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } } }) } }),
      { call: 'sso-directory:AddMemberToGroup', request: { groupId: 'g', memberId: { userId: 'u9' } } },
      { call: 'sso:DeleteAccountAssignment', request: { targetId: HOME, targetType: 'AWS_ACCOUNT', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-3', principalType: 'USER', principalId: 'u1' } },
    ],
  },
  {
    name: 'somebody leaves, and rights that nobody used are taken away',
    spoken: ['iam/mfa-removed (iam:DeactivateMFADevice)'],
    as: browsing('IdentityAdmin', 'eve'),
    steps: [
      ...reads(3, 'iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:ListUsers', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed', 'iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails', 'iam:SimulatePrincipalPolicy', 'access-analyzer:ListFindings', 'iam:ListMFADevices'),
      { call: 'iam:UpdateAccessKey', request: { userName: 'leo', accessKeyId: 'AKIALEOEXAMPLE00001', status: 'Inactive' } },
      { call: 'iam:DeleteLoginProfile', request: { userName: 'leo' } },
      { call: 'iam:DeleteAccessKey', request: { userName: 'leo', accessKeyId: 'AKIALEOEXAMPLE00001' } },
      { call: 'iam:DeactivateMFADevice', request: { userName: 'leo', serialNumber: `arn:aws:iam::${HOME}:mfa/leo` } },
      { call: 'iam:DeleteVirtualMFADevice', request: { serialNumber: `arn:aws:iam::${HOME}:mfa/leo` } },
      { call: 'iam:RemoveUserFromGroup', request: { userName: 'leo', groupName: 'Developers' } },
      { call: 'iam:DetachUserPolicy', request: { userName: 'leo', policyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword' } },
      { call: 'iam:DeleteUserPolicy', request: { userName: 'leo', policyName: 'own' } },
      { call: 'iam:DeleteUser', request: { userName: 'leo' } },
      { call: 'identitystore:DeleteUser', request: { identityStoreId: 'd-9067aa11bb', userId: 'u4' } },
      { call: 'iam:DetachRolePolicy', request: { roleName: 'reports', policyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' } },
      { call: 'iam:PutRolePermissionsBoundary', request: { roleName: 'reports', permissionsBoundary: `arn:aws:iam::${HOME}:policy/boundary` } },
      { call: 'iam:CreatePolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/devs`, setAsDefault: true, policyDocument: policy({ Effect: 'Allow', Action: ['ec2:Describe*', 's3:Get*', 's3:List*'], Resource: '*' }, { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${HOME}:role/app-*`, Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } }) } },
      { call: 'iam:DeletePolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/devs`, versionId: 'v3' } },
      { call: 'iam:DeleteRole', request: { roleName: 'unused-1' } },
    ],
  },
  {
    name: 'a function turns the keys of technical users every month',
    spoken: ['iam/access-key-for-other-user (iam:CreateAccessKey)'],
    as: program('key-rotation', 'key-rotation'),
    steps: [
      { call: 'iam:ListUsers' },
      ...times(4, (n): Step[] => [
        { call: 'iam:ListAccessKeys', request: { userName: `svc-${n}` }, after: 1 },
        { call: 'iam:CreateAccessKey', request: { userName: `svc-${n}` }, response: { accessKey: { userName: `svc-${n}`, accessKeyId: `AKIASVCEXAMPLE0000${n}`, status: 'Active' } }, after: 1 },
        { call: 'secretsmanager:PutSecretValue', request: { secretId: `svc-${n}/key` }, after: 1 },
      ]).flat(),
      ...times(4, (n): Step[] => [{ call: 'iam:UpdateAccessKey', request: { userName: `svc-${n}`, accessKeyId: `AKIASVCEXAMPLE1000${n}`, status: 'Inactive' }, after: 2 }, { call: 'iam:DeleteAccessKey', request: { userName: `svc-${n}`, accessKeyId: `AKIASVCEXAMPLE2000${n}` }, after: 2 }]).flat(),
      ...by(program('rotate-db', 'SecretsManagerRotation'), ...times(3, (n): Step[] => [{ call: 'secretsmanager:DescribeSecret', request: { secretId: `db-${n}` } }, { call: 'secretsmanager:GetSecretValue', request: { secretId: `db-${n}`, versionStage: 'AWSCURRENT' } }, { call: 'secretsmanager:GetRandomPassword' }, { call: 'secretsmanager:PutSecretValue', request: { secretId: `db-${n}`, versionStages: ['AWSPENDING'] } }, { call: 'secretsmanager:UpdateSecretVersionStage', request: { secretId: `db-${n}`, versionStage: 'AWSCURRENT' } }]).flat()),
      ...by(awsService('secretsmanager'), { call: 'secretsmanager:RotationSucceeded', more: { ...serviceEvent, additionalEventData: { SecretId: arn('secretsmanager', 'secret:db-1') } } }),
      ...by(awsService('kms'), { call: 'kms:RotateKey', more: { ...serviceEvent, serviceEventDetails: { keyId: 'k1' } } }),
      { call: 'kms:RotateKeyOnDemand', request: { keyId: 'k2' } },
      { call: 'ec2:ImportKeyPair', request: { keyName: 'ops-2026', publicKeyMaterial: 'x' }, as: typing('PlatformAdmin', 'max') },
      { call: 'ec2:DeleteKeyPair', request: { keyName: 'ops-2025' }, as: typing('PlatformAdmin', 'max') },
    ],
  },
  {
    name: 'a developer with a user of IAM works through roles, with a second factor',
    spoken: ['general/enumeration-long-term-key (iam:GetAccountPasswordPolicy)', 'iam/other-credential-made (iam:CreateServiceSpecificCredential)', 'iam/other-credential-made (iam:UploadSSHPublicKey)'],
    as: keyHolder('hal', SHELL, '192.0.2.12'),
    steps: [
      { call: 'sts:GetSessionToken', request: { serialNumber: `arn:aws:iam::${HOME}:mfa/hal`, tokenCode: 'x', durationSeconds: 43_200 } },
      { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${SISTER}:role/Developer`, roleSessionName: 'hal', serialNumber: `arn:aws:iam::${HOME}:mfa/hal` } },
      { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${HOME}:role/Admin`, roleSessionName: 'hal' }, error: 'AccessDenied', message: `User: arn:aws:iam::${HOME}:user/hal is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${HOME}:role/Admin` },
      { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${HOME}:role/Admin`, roleSessionName: 'hal', serialNumber: `arn:aws:iam::${HOME}:mfa/hal` }, error: 'AccessDenied', message: 'MultiFactorAuthentication failed with invalid MFA one time pass code.' },
      { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${HOME}:role/Admin`, roleSessionName: 'hal', serialNumber: `arn:aws:iam::${HOME}:mfa/hal` } },
      { call: 'sts:DecodeAuthorizationMessage', request: { encodedMessage: 'x' } },
      ...reads(5, 'sts:GetCallerIdentity', 's3:ListBuckets', 'iam:GetUser', 'iam:ListAccessKeys', 'iam:ListMFADevices', 'iam:ListAttachedUserPolicies', 'iam:ListGroupsForUser', 'iam:GetAccountPasswordPolicy'),
      { call: 'iam:UploadSSHPublicKey', request: { userName: 'hal', sSHPublicKeyBody: 'ssh-rsa x' } },
      { call: 'iam:CreateServiceSpecificCredential', request: { userName: 'hal', serviceName: 'codecommit.amazonaws.com' } },
    ],
  },
  {
    name: 'Terraform lets a vendor in with a role and an external id',
    spoken: ['iam/role-created-for-account (iam:CreateRole)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'iam:CreateRole', request: { roleName: 'DatadogIntegrationRole', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::464622532012:root' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': '6c1f0c3e4b6a' } } }) } },
      attach('DatadogIntegrationRole', 'SecurityAudit'),
      { call: 'iam:CreateServiceLinkedRole', request: { aWSServiceName: 'guardduty.amazonaws.com' } },
    ],
  },
];
