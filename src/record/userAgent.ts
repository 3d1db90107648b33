const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/stratus-red-team/i, 'Stratus Red Team'],
  [/grimoire_/i, 'Grimoire'],
  [/pacu/i, 'Pacu'],
  [/trufflehog/i, 'TruffleHog'],
  [/S3 Browser/i, 'S3 Browser'],
  [/terraform/i, 'Terraform'],
  [/pulumi/i, 'Pulumi'],
  [/ansible/i, 'Ansible'],
  [/aws-cdk|cdk\//i, 'AWS CDK'],
  [/CloudShell/i, 'AWS CloudShell'],
  [/^\[?aws-cli\//i, 'AWS CLI'],
  [/^\[?Boto3?\//i, 'Boto3'],
  [/Botocore/i, 'Boto3'],
  [/signin\.amazonaws\.com/i, 'AWS sign-in'],
  [/console(?:\.ec2)?\.amazonaws\.com|EC2ConsoleFrontend|S3Console|aws-internal\//i, 'AWS console'],
  [/^\[?aws-sdk-([a-z0-9+-]+)/i, 'AWS SDK'],
  [/^\[?(?:Mozilla|Opera)\//i, 'browser'],
  [/^[a-z0-9.-]+\.amazonaws\.com$/i, 'AWS service'],
  [/^AWS Internal$/i, 'AWS service'],
];

/** The tool behind a `userAgent`, for grouping: versions and platforms fall away. Unknown ones keep their first token. */
export function userAgentFamily(userAgent: string): string {
  for (const [pattern, family] of FAMILIES) {
    if (pattern.test(userAgent)) return family;
  }
  const first = /^\[?([^/\s\]]{1,60})/.exec(userAgent);
  return first?.[1] ?? userAgent.slice(0, 60);
}
