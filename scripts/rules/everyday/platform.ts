import { HOME, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { attach, awsService, behalf, browsing, by, ec2, githubTerraform, instances, items, machine, pod, port, program, roleFor, serviceRole, signIn, times, typing } from './callers';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const OIDC = 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const podRole = (roleName: string, account: string): Step => ({ call: 'iam:CreateRole', request: { roleName, assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/${OIDC}` }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { [`${OIDC}:sub`]: `system:serviceaccount:${account}`, [`${OIDC}:aud`]: 'sts.amazonaws.com' } } }) } });
const karpenter = pod('KarpenterController-prod', 'karpenter.sh-1.3.3 aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.1');

/** Clusters, containers and machines that come and go. */
export const platform: readonly Everyday[] = [
  {
    name: 'Terraform makes a cluster of EKS with roles for its pods',
    spoken: ['eks/cluster-admin-granted (eks:AssociateAccessPolicy)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      roleFor('prod-cluster', 'eks'),
      attach('prod-cluster', 'AmazonEKSClusterPolicy'),
      roleFor('prod-node', 'ec2'),
      attach('prod-node', 'AmazonEKSWorkerNodePolicy'),
      attach('prod-node', 'AmazonEKS_CNI_Policy'),
      attach('prod-node', 'AmazonEC2ContainerRegistryReadOnly'),
      { call: 'eks:CreateCluster', request: { name: 'prod', version: '1.32', roleArn: `arn:aws:iam::${HOME}:role/prod-cluster`, resourcesVpcConfig: { subnetIds: ['subnet-0a', 'subnet-0b'], endpointPublicAccess: true, endpointPrivateAccess: true, publicAccessCidrs: ['192.0.2.0/24'] }, logging: { clusterLogging: [{ types: ['api', 'audit', 'authenticator'], enabled: true }] }, accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false }, encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: arn('kms', 'key/1') } }] } },
      { call: 'iam:CreateOpenIDConnectProvider', request: { url: `https://${OIDC}`, clientIDList: ['sts.amazonaws.com'], thumbprintList: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'] }, after: 600 },
      { call: 'eks:CreateNodegroup', request: { clusterName: 'prod', nodegroupName: 'system', instanceTypes: ['m6i.large'], amiType: 'AL2023_x86_64_STANDARD', scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 }, nodeRole: `arn:aws:iam::${HOME}:role/prod-node` } },
      ...['vpc-cni', 'coredns', 'kube-proxy', 'aws-ebs-csi-driver'].map((addonName): Step => ({ call: 'eks:CreateAddon', request: { name: 'prod', addonName, resolveConflicts: 'OVERWRITE' } })),
      { call: 'eks:CreateAccessEntry', request: { name: 'prod', principalArn: `arn:aws:iam::${HOME}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PlatformAdmin_0123456789abcdef`, type: 'STANDARD' } },
      { call: 'eks:AssociateAccessPolicy', request: { name: 'prod', principalArn: `arn:aws:iam::${HOME}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PlatformAdmin_0123456789abcdef`, policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy', accessScope: { type: 'cluster' } } },
      { call: 'eks:AssociateAccessPolicy', request: { name: 'prod', principalArn: `arn:aws:iam::${HOME}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Developer_0123456789abcdef`, policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', accessScope: { type: 'namespace', namespaces: ['shop'] } } },
      podRole('prod-external-dns', 'kube-system:external-dns'),
      podRole('prod-lb-controller', 'kube-system:aws-load-balancer-controller'),
      attach('prod-lb-controller', 'ElasticLoadBalancingFullAccess'),
      { call: 'eks:CreatePodIdentityAssociation', request: { clusterName: 'prod', namespace: 'shop', serviceAccount: 'api', roleArn: `arn:aws:iam::${HOME}:role/shop-api` } },
    ],
  },
  {
    name: 'a cluster of EKS at work: addresses, disks, load balancers, names, secrets',
    as: machine('prod-node'),
    steps: [
      ...times(8, (n): Step[] => [
        { call: 'ec2:CreateNetworkInterface', request: { subnetId: 'subnet-0a', description: `aws-K8S-i-0a1b2c3d4e5f6071${n}`, groupSet: items({ groupId: 'sg-0n' }) }, after: 30 },
        { call: 'ec2:AttachNetworkInterface', request: { networkInterfaceId: `eni-0${n}`, instanceId: 'i-0a1b2c3d4e5f60718', deviceIndex: 1 }, after: 1 },
        { call: 'ec2:ModifyNetworkInterfaceAttribute', request: { networkInterfaceId: `eni-0${n}`, attachment: { attachmentId: 'eni-attach-0', deleteOnTermination: true } }, after: 1 },
        { call: 'ec2:AssignPrivateIpAddresses', request: { networkInterfaceId: `eni-0${n}`, secondaryPrivateIpAddressCount: 14 }, after: 1 },
      ]).flat(),
      ...by(
        pod('prod-lb-controller', 'elbv2.k8s.aws/v2.12.0 aws-sdk-go-v2/1.36.1'),
        { call: 'ec2:CreateSecurityGroup', request: { groupName: 'k8s-shop-ingress', groupDescription: '[k8s] Managed SecurityGroup for LoadBalancer', vpcId: 'vpc-0aa' } },
        port('Authorize', 80, 80, { cidr: '0.0.0.0/0' }),
        port('Authorize', 443, 443, { cidr: '0.0.0.0/0' }),
        port('Authorize', 0, 65535, { group: 'sg-0lb' }),
        { call: 'elasticloadbalancing:CreateLoadBalancer', request: { name: 'k8s-shop', scheme: 'internet-facing', type: 'application' } },
        ...times(6, (n): Step => ({ call: 'elasticloadbalancing:RegisterTargets', request: { targetGroupArn: 't', targets: [{ id: `10.0.0.${n}`, port: 8080 }] }, after: 5 })),
        ...times(5, (n): Step => ({ call: 'elasticloadbalancing:DeregisterTargets', request: { targetGroupArn: 't', targets: [{ id: `10.0.0.${n}`, port: 8080 }] }, after: 5 })),
      ),
      ...by(
        pod('prod-ebs-csi', 'aws-sdk-go-v2/1.36.1 ua/2.1 os/linux lang/go#1.24.1 exec-env/aws-ebs-csi-driver-v1.41.0'),
        ...times(6, (n): Step[] => [
          { call: 'ec2:CreateVolume', request: { size: '20', zone: 'us-east-1a', volumeType: 'gp3', encrypted: true, clientToken: `pvc-${n}` }, response: { volumeId: `vol-0${n}` }, after: 10 },
          { call: 'ec2:AttachVolume', request: { volumeId: `vol-0${n}`, instanceId: 'i-0a1b2c3d4e5f60718', device: '/dev/xvdaa' }, after: 3 },
          { call: 'ec2:DetachVolume', request: { volumeId: `vol-0${n}`, instanceId: 'i-0a1b2c3d4e5f60718' }, after: 600 },
          { call: 'ec2:DeleteVolume', request: { volumeId: `vol-0${n}` }, after: 5 },
        ]).flat(),
        { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0db', description: 'Created by AWS EBS CSI driver for volume vol-0db' }, response: { snapshotId: 'snap-0db' } },
        { call: 'ec2:CreateVolume', request: { snapshotId: 'snap-0db', size: '20', zone: 'us-east-1a' }, response: { volumeId: 'vol-0re', snapshotId: 'snap-0db' } },
        { call: 'ec2:AttachVolume', request: { volumeId: 'vol-0re', instanceId: 'i-0a1b2c3d4e5f60718', device: '/dev/xvdab' } },
      ),
      ...by(pod('prod-external-dns'), { call: 'route53:ChangeResourceRecordSets', request: { hostedZoneId: 'Z1', changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'shop.example.com', type: 'A' } }] } } }),
      ...by(pod('prod-external-secrets', 'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.1 external-secrets'), ...times(40, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/app-${n}` }, after: 1 }))),
      ...by(pod('prod-cluster-autoscaler'), { call: 'autoscaling:SetDesiredCapacity', request: { autoScalingGroupName: 'eks-system', desiredCapacity: 4 } }, { call: 'autoscaling:TerminateInstanceInAutoScalingGroup', request: { instanceId: 'i-0a1b2c3d4e5f60719', shouldDecrementDesiredCapacity: true }, after: 1800 }),
    ],
  },
  {
    name: 'Karpenter tries, buys on the spot market, consolidates',
    as: karpenter,
    steps: [
      ec2('CreateFleet', { Type: 'instant' }, { error: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.' }),
      { call: 'ec2:RunInstances', request: { instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }) }, error: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.' },
      ec2('CreateLaunchTemplate', {}, { error: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.' }),
      { call: 'iam:CreateInstanceProfile', request: { instanceProfileName: 'prod_4067990795380418201' } },
      { call: 'iam:AddRoleToInstanceProfile', request: { instanceProfileName: 'prod_4067990795380418201', roleName: 'KarpenterNodeRole-prod' } },
      ...times(10, (n): Step[] => [
        ec2('CreateLaunchTemplate', { LaunchTemplateName: `karpenter.k8s.aws/${n}`, LaunchTemplateData: { UserData: '<sensitiveDataRemoved>', ImageId: 'ami-0abcdef1234567890', MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } } }, { after: 60 }),
        ec2('CreateFleet', { Type: 'instant', TargetCapacitySpecification: { DefaultTargetCapacityType: 'spot', TotalTargetCapacity: 1 }, LaunchTemplateConfigs: { tag: 1, LaunchTemplateSpecification: { LaunchTemplateName: `karpenter.k8s.aws/${n}`, Version: '$Latest' }, Overrides: [{ tag: 1, InstanceType: 'c7i.4xlarge' }, { tag: 2, InstanceType: 'm6i.8xlarge' }, { tag: 3, InstanceType: 'r6a.12xlarge' }] } }, { response: { CreateFleetResponse: { fleetId: `fleet-${n}`, fleetInstanceSet: { item: { lifecycle: 'spot', instanceType: 'm6i.8xlarge', instanceIds: { item: `i-0a1b2c3d4e5f607${n + 10}` } } } } }, after: 2 }),
        { call: 'ec2:RunInstances', request: { instanceType: 'm6i.8xlarge', instancesSet: items({ minCount: 1, maxCount: 1 }), instanceMarketOptions: { marketType: 'spot' } }, as: behalf(karpenter, 'ec2fleet'), after: 1 },
      ]).flat(),
      ec2('CreateFleet', {}, { response: { CreateFleetResponse: { errorSet: { item: { errorCode: 'InsufficientInstanceCapacity' } } } } }),
      ...times(10, (n): Step[] => [{ call: 'ec2:TerminateInstances', request: instances(`i-0a1b2c3d4e5f607${n + 10}`), after: 40 }, ec2('DeleteLaunchTemplate', { LaunchTemplateName: `karpenter.k8s.aws/${n}` }, { after: 2 })]).flat(),
    ],
  },
  {
    name: 'Karpenter gives a cluster the nodes with accelerators that its models ask for',
    spoken: ['ec2/fleet-large-or-gpu-by-role (ec2:CreateFleet)'],
    told: 1,
    as: karpenter,
    steps: times(4, (n): Step[] => [
      ec2('CreateLaunchTemplate', { LaunchTemplateName: `karpenter.k8s.aws/gpu-${n}`, LaunchTemplateData: { UserData: '<sensitiveDataRemoved>', ImageId: 'ami-0abcdef1234567890' } }, { after: 300 }),
      ec2('CreateFleet', { Type: 'instant', TargetCapacitySpecification: { DefaultTargetCapacityType: 'on-demand', TotalTargetCapacity: 1 }, LaunchTemplateConfigs: { tag: 1, LaunchTemplateSpecification: { LaunchTemplateName: `karpenter.k8s.aws/gpu-${n}`, Version: '$Latest' }, Overrides: [{ tag: 1, InstanceType: 'g5.xlarge' }, { tag: 2, InstanceType: 'g6.2xlarge' }] } }, { after: 2 }),
      { call: 'ec2:TerminateInstances', request: instances(`i-0b1b2c3d4e5f607${n + 10}`), after: 240 },
    ]).flat(),
  },
  {
    name: 'the machines of a test under load are ended by hand, two of them made free to be ended',
    as: typing('PlatformAdmin', 'max'),
    steps: [
      ...times(2, (n): Step => ({ call: 'ec2:ModifyInstanceAttribute', request: { instanceId: `i-0c1b2c3d4e5f607${n + 10}`, disableApiTermination: { value: false } }, after: 10 })),
      { call: 'ec2:TerminateInstances', request: instances(...times(16, (n) => `i-0c1b2c3d4e5f607${n + 10}`)), after: 20 },
    ],
  },
  {
    name: 'a cluster of EKS gets its next version',
    as: typing('PlatformAdmin', 'max'),
    steps: [
      { call: 'eks:DescribeCluster', request: { name: 'prod' } },
      { call: 'eks:ListInsights', request: { clusterName: 'prod' } },
      { call: 'eks:UpdateClusterVersion', request: { name: 'prod', version: '1.33' } },
      { call: 'eks:UpdateClusterConfig', request: { name: 'prod', logging: { clusterLogging: [{ types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: true }] } } },
      { call: 'eks:UpdateClusterConfig', request: { name: 'prod', resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['192.0.2.0/24', '203.0.113.0/28'] } } },
      { call: 'eks:UpdateAddon', request: { name: 'prod', addonName: 'vpc-cni', addonVersion: 'v1.19.3-eksbuild.1', resolveConflicts: 'PRESERVE' } },
      { call: 'eks:UpdateNodegroupVersion', request: { name: 'prod', nodegroupName: 'system' }, after: 900 },
      ...by(serviceRole('eks-nodegroup', 'AWSServiceRoleForAmazonEKSNodegroup', 'EKS'), { call: 'ec2:CreateLaunchTemplateVersion', request: {} }, { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'eks-system', desiredCapacity: 5 } }, ...times(4, (n): Step => ({ call: 'autoscaling:TerminateInstanceInAutoScalingGroup', request: { instanceId: `i-0${n}`, shouldDecrementDesiredCapacity: false }, after: 300 })), { call: 'autoscaling:SuspendProcesses', request: { autoScalingGroupName: 'eks-system', scalingProcesses: ['AZRebalance'] } }, { call: 'autoscaling:ResumeProcesses', request: { autoScalingGroupName: 'eks-system', scalingProcesses: ['AZRebalance'] } }),
      { call: 'eks:DeleteNodegroup', request: { name: 'prod', nodegroupName: 'old' }, after: 600 },
    ],
  },
  {
    name: 'tasks of Fargate run by the clock',
    as: serviceRole('events', 'ecs-events', 'nightly'),
    steps: [
      ...times(6, (n): Step => ({ call: 'ecs:RunTask', request: { cluster: 'prod', taskDefinition: `report:${n}`, launchType: 'FARGATE', startedBy: 'events-rule/nightly', count: 1, overrides: { containerOverrides: [{ name: 'report', command: ['bin/report', '--yesterday'] }] } }, after: 600 })),
      ...by(program('report-task', '0a1b2c3d4e5f40718293a4b5c6d7e8f9'), { call: 'secretsmanager:GetSecretValue', request: { secretId: 'report/db' } }, { call: 'ssm:GetParametersByPath', request: { path: '/report/', recursive: true, withDecryption: true } }, { call: 'athena:StartQueryExecution', request: { workGroup: 'primary', queryString: '***OMITTED***' } }, { call: 'ses:SendEmail', request: { source: 'reports@example.com', destination: { toAddresses: ['HIDDEN_DUE_TO_SECURITY_REASONS'] } } }),
    ],
  },
  {
    name: 'Image Builder makes the golden image and hands it to the other account',
    as: serviceRole('imagebuilder', 'AWSServiceRoleForImageBuilder', 'ImageBuilder'),
    steps: [
      { call: 'imagebuilder:StartImagePipelineExecution', request: { imagePipelineArn: arn('imagebuilder', 'image-pipeline/golden'), clientToken: 't' }, as: browsing('PlatformAdmin', 'max') },
      { call: 'ec2:RunInstances', request: { instanceType: 'm5.large', iamInstanceProfile: { name: 'image-builder' }, instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }), userData: '<sensitiveDataRemoved>', metadataOptions: { httpTokens: 'required' } } },
      { call: 'ssm:SendCommand', request: { documentName: 'AWSEC2ImageBuilder-RunTOE', instanceIds: ['i-0b'], outputS3BucketName: 'acme-imagebuilder-logs' } },
      { call: 'ec2:StopInstances', request: instances('i-0b'), after: 1200 },
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0b', name: 'golden 2026-05-02', noReboot: true } },
      { call: 'ec2:TerminateInstances', request: instances('i-0b'), after: 300 },
      { call: 'ec2:CopyImage', request: { sourceRegion: 'us-east-1', sourceImageId: 'ami-0b', name: 'golden 2026-05-02', encrypted: true }, region: 'eu-west-1' },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0b', attributeType: 'launchPermission', launchPermission: { add: items({ userId: SISTER }) } } },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0b', attributeType: 'launchPermission', launchPermission: { add: items({ organizationArn: `arn:aws:organizations::${HOME}:organization/o-ab12cd34ef` }) } } },
      { call: 'ssm:PutParameter', request: { name: '/golden/latest', type: 'String', overwrite: true, value: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'ec2:DeregisterImage', request: { imageId: 'ami-0old' } },
      { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0old' } },
    ],
  },
  {
    name: 'spot machines are lost and replaced, a group is refreshed and scaled by the clock',
    as: serviceRole('autoscaling', 'AWSServiceRoleForAutoScaling', 'AutoScaling'),
    steps: [
      { call: 'ec2:BidEvictedEvent', request: null, as: awsService('ec2'), more: { eventType: 'AwsServiceEvent', serviceEventDetails: { instanceIdSet: ['i-0s1'] } } },
      { call: 'ec2:RunInstances', request: { instanceType: 'c6i.4xlarge', instancesSet: items({ minCount: 8, maxCount: 8 }), instanceMarketOptions: { marketType: 'spot' }, launchTemplate: { launchTemplateId: 'lt-0aa', version: '7' } }, response: { instancesSet: items({ instanceId: 'i-0s2' }) } },
      ...times(12, (n): Step[] => [{ call: 'ec2:TerminateInstances', request: instances(`i-0t${n}`), after: 90 }, { call: 'ec2:RunInstances', request: { instanceType: 'c6i.4xlarge', instancesSet: items({ minCount: 1, maxCount: 1 }) }, after: 5 }, { call: 'elasticloadbalancing:RegisterTargets', request: { targetGroupArn: 't' }, after: 60 }, { call: 'elasticloadbalancing:DeregisterTargets', request: { targetGroupArn: 't' }, after: 10 }]).flat(),
      ...by(typing('OnCall', 'dan'), { call: 'autoscaling:PutScheduledUpdateGroupAction', request: { autoScalingGroupName: 'web', scheduledActionName: 'sale', desiredCapacity: 30, maxSize: 40 } }, { call: 'autoscaling:StartInstanceRefresh', request: { autoScalingGroupName: 'web' } }, { call: 'autoscaling:DetachInstances', request: { autoScalingGroupName: 'web', instanceIds: ['i-0t1'], shouldDecrementDesiredCapacity: false } }, ec2('CancelSpotFleetRequests', { SpotFleetRequestId: { tag: 1, content: 'sfr-1' }, TerminateInstances: true })),
    ],
  },
];
