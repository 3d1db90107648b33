import { HOME, type Step } from '../intrusions/step';
import type { Everyday } from './activity';
import { behalf, browsing, by, ec2, instances, items, port, program, reads, serviceRole, times, typing } from './callers';

const notebook = program('SageMaker-Exec', 'SageMaker');

/** Batch, training and data jobs, and small apps. */
export const jobs: readonly Everyday[] = [
  {
    name: 'a nightly batch takes large spot machines',
    as: program('nightly-submit', 'nightly-submit'),
    steps: [
      ...times(30, (n): Step => ({ call: 'batch:SubmitJob', request: { jobName: `render-${n}`, jobQueue: 'spot', jobDefinition: 'render:9' }, after: 1 })),
      ...by(
        serviceRole('batch', 'AWSServiceRoleForBatch', 'aws-batch'),
        { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'batch-spot-asg-1', maxSize: 32 } },
        { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'batch-spot-asg-1', desiredCapacity: 10 } },
        ec2('CreateLaunchTemplate', { LaunchTemplateName: 'Batch-lt-1', LaunchTemplateData: { UserData: '<sensitiveDataRemoved>' } }),
      ),
      ...by(serviceRole('autoscaling', 'AWSServiceRoleForAutoScaling', 'AutoScaling'), { call: 'ec2:RunInstances', request: { instanceType: 'c6i.24xlarge', instancesSet: items({ minCount: 10, maxCount: 10 }), instanceMarketOptions: { marketType: 'spot' } } }),
      ...by(serviceRole('batch', 'AWSServiceRoleForBatch', 'aws-batch'), { call: 'ecs:DeregisterContainerInstance', request: { cluster: 'AWSBatch', containerInstance: 'c', force: true }, after: 7200 }, { call: 'autoscaling:DeleteAutoScalingGroup', request: { autoScalingGroupName: 'batch-spot-asg-1', forceDelete: true } }),
    ],
  },
  {
    name: 'a data scientist trains a model and tries it',
    spoken: ['bedrock/model-access-requested (bedrock:CreateFoundationModelAgreement)', 'bedrock/model-access-requested (bedrock:PutUseCaseForModelAccess)'],
    as: browsing('DataScientist', 'ned'),
    steps: [
      ...reads(5, 'sagemaker:ListDomains', 'sagemaker:DescribeDomain', 'sagemaker:ListUserProfiles', 'sagemaker:ListTrainingJobs', 'sagemaker:ListSpaces'),
      { call: 'sagemaker:CreatePresignedDomainUrl', request: { domainId: 'd-1', userProfileName: 'ned', expiresInSeconds: 5 } },
      { call: 'sagemaker:CreateApp', request: { domainId: 'd-1', spaceName: 'ned', appType: 'JupyterLab', appName: 'default', resourceSpec: { instanceType: 'ml.g4dn.xlarge' } } },
      ...by(
        notebook,
        { call: 'sts:GetCallerIdentity' },
        { call: 'sagemaker:CreateTrainingJob', request: { trainingJobName: 'churn-12', algorithmSpecification: { trainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.5-gpu-py311' }, resourceConfig: { instanceType: 'ml.g5.12xlarge', instanceCount: 1, volumeSizeInGB: 200 }, enableManagedSpotTraining: true, roleArn: `arn:aws:iam::${HOME}:role/SageMaker-Exec` } },
        { call: 'sagemaker:CreateModel', request: { modelName: 'churn-12' }, after: 3600 },
        { call: 'sagemaker:CreateEndpointConfig', request: { endpointConfigName: 'churn-12', productionVariants: [{ variantName: 'all', instanceType: 'ml.m5.xlarge', initialInstanceCount: 1 }] } },
        { call: 'sagemaker:CreateEndpoint', request: { endpointName: 'churn', endpointConfigName: 'churn-12' } },
        { call: 'bedrock:InvokeModel', request: { modelId: 'amazon.titan-embed-text-v2:0' } },
        ...times(12, (n): Step => ({ call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-3-5-sonnet-20241022-v2:0' }, after: 20 + n })),
        { call: 'sagemaker:DeleteEndpoint', request: { endpointName: 'churn' }, after: 600 },
      ),
      { call: 'bedrock:ListFoundationModels' },
      { call: 'bedrock:PutUseCaseForModelAccess', request: { formData: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'bedrock:CreateFoundationModelAgreement', request: { modelId: 'anthropic.claude-3-5-sonnet-20241022-v2:0', offerToken: 'x' } },
    ],
  },
  {
    name: 'a data pipeline: EMR by night, Glue and Athena by day',
    as: program('airflow', 'airflow-worker'),
    steps: [
      { call: 'elasticmapreduce:RunJobFlow', request: { name: 'nightly', releaseLabel: 'emr-7.7.0', instances: { instanceGroups: [{ instanceRole: 'CORE', instanceType: 'r6i.4xlarge', instanceCount: 8, market: 'SPOT' }], keepJobFlowAliveWhenNoSteps: false }, serviceRole: 'EMR_DefaultRole', jobFlowRole: 'EMR_EC2_DefaultRole', logUri: 's3://acme-emr-logs/' } },
      ...by(
        serviceRole('elasticmapreduce', 'EMR_DefaultRole', 'CCSSession'),
        { call: 'ec2:RunInstances', request: { instanceType: 'r6i.4xlarge', instancesSet: items({ minCount: 8, maxCount: 8 }) } },
        port('Authorize', 0, 65535, { group: 'sg-0emr' }),
        port('Authorize', 8443, 8443, { group: 'sg-0emrsvc' }),
        { call: 'ec2:TerminateInstances', request: instances(...times(9, (n) => `i-0emr${n}`)), after: 5400 },
      ),
      { call: 'glue:StartJobRun', request: { jobName: 'orders-parquet' } },
      { call: 'glue:UpdateJob', request: { jobName: 'orders-parquet', jobUpdate: { role: 'glue', command: { name: 'glueetl', scriptLocation: 's3://acme-glue/orders.py' } } } },
      { call: 'glue:StartCrawler', request: { name: 'orders' } },
      ...times(20, (n): Step => ({ call: 'athena:StartQueryExecution', request: { queryString: '***OMITTED***', workGroup: 'bi' }, after: 20 + n })),
      ...by(program('glue-orders', 'GlueJobRunnerSession'), ...times(120, (n): Step => ({ call: 's3:GetObject', request: { bucketName: 'acme-lake', key: `raw/orders/part-${n}.json` }, more: { managementEvent: false, eventCategory: 'Data' }, after: 1 }))),
      { call: 'lakeformation:GrantPermissions', request: { principal: { dataLakePrincipalIdentifier: `arn:aws:iam::${HOME}:role/bi` }, permissions: ['SELECT'], resource: { table: { databaseName: 'lake', name: 'orders' } } }, as: browsing('DataAdmin', 'oda') },
    ],
  },
  {
    name: 'Beanstalk and App Runner, as a small team uses them',
    as: typing('Developer', 'gil'),
    steps: [
      { call: 'elasticbeanstalk:CreateApplicationVersion', request: { applicationName: 'wiki', versionLabel: 'v7' } },
      { call: 'elasticbeanstalk:CreateEnvironment', request: { applicationName: 'wiki', environmentName: 'wiki-dev', optionSettings: '***' } },
      ...by(
        behalf(typing('Developer', 'gil'), 'elasticbeanstalk'),
        { call: 'ec2:CreateSecurityGroup', request: { groupName: 'awseb-e-1', groupDescription: 'SecurityGroup for ElasticBeanstalk environment.' } },
        port('Authorize', 80, 80, { cidr: '0.0.0.0/0' }),
        { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'awseb-e-1', minSize: 1, maxSize: 2 } },
      ),
      { call: 'apprunner:CreateService', request: { serviceName: 'preview', sourceConfiguration: { imageRepository: { imageIdentifier: `${HOME}.dkr.ecr.us-east-1.amazonaws.com/preview:1` } }, networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: true } } } },
      { call: 'elasticbeanstalk:TerminateEnvironment', request: { environmentName: 'wiki-dev', terminateResources: true }, after: 7200 },
    ],
  },
];
