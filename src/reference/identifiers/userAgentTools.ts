/** A program that a user agent can name. */
export interface Tool {
  /** Group `version`, where the program says it. */
  readonly pattern: RegExp;
  readonly name: string;
  readonly text: string;
  /** Known to be made or used for attacks. */
  readonly attack?: true;
}

const tool = (pattern: RegExp, name: string, text: string): Tool => ({ pattern, name, text });
const attack = (pattern: RegExp, name: string, text: string): Tool => ({ pattern, name, text, attack: true });

/** One row a program; the most telling first. Source: real logs and the tools' own documentation. */
export const TOOLS: readonly Tool[] = [
  attack(
    /stratus-red-team[_-][\w-]*/i,
    'Stratus Red Team',
    'Stratus Red Team plays attack techniques for testing detections. The part after the underscore is the run’s id.',
  ),
  attack(
    /\bgrimoire_[\w-]*/i,
    'Grimoire',
    'Grimoire makes data sets of attack techniques. The part after the underscore is the run’s id.',
  ),
  attack(/\bpacu\b/i, 'Pacu', 'Pacu is a framework for attacking AWS accounts.'),
  attack(
    /\btrufflehog\b/i,
    'TruffleHog',
    'TruffleHog looks for leaked keys and tries them: this key was found somewhere.',
  ),
  attack(/\bkali\d*\b/i, 'Kali Linux', 'The system is Kali Linux, made for penetration tests.'),
  attack(/\bparrot\b/i, 'Parrot OS', 'The system is Parrot OS, made for penetration tests.'),
  attack(/\bpentoo\b/i, 'Pentoo', 'The system is Pentoo, made for penetration tests.'),
  attack(
    /\bS3 Browser[ /]?(?<version>[\d.]*)/i,
    'S3 Browser',
    'S3 Browser is a Windows program for S3 buckets. It is lawful, but intruders like it: unusual in most accounts.',
  ),
  attack(/\bcloudfox\b/i, 'CloudFox', 'CloudFox finds ways to attack a cloud account.'),
  attack(
    /\bScoutSuite\b/i,
    'ScoutSuite',
    'ScoutSuite reads a whole account to find weak settings; auditors and intruders use it.',
  ),
  tool(
    /\bexec-env\/CloudShell\b/,
    'AWS CloudShell',
    'The call came from the shell inside the console: a person who was signed in.',
  ),
  tool(/\bEC2ConsoleFrontend\b/, 'EC2 console', 'A person clicked in the EC2 console.'),
  tool(/\bS3Console\/(?<version>[\w.-]+)/, 'S3 console', 'A person clicked in the S3 console.'),
  tool(/\bprowler[/ ]?(?<version>[\d.]*)/i, 'Prowler', 'Prowler checks an account against security rules.'),
  tool(/\bsteampipe\b/i, 'Steampipe', 'Steampipe reads cloud accounts by SQL.'),
  tool(/\bTerraform\/(?<version>[\w.-]+)/, 'Terraform', 'Terraform made the call as part of infrastructure code.'),
  tool(/\bOpenTofu\/(?<version>[\w.-]+)/, 'OpenTofu', 'OpenTofu made the call as part of infrastructure code.'),
  tool(/\bterraform-provider-aws\/(?<version>[\w.-]+)/, 'Terraform AWS provider', 'The AWS part of Terraform.'),
  tool(/\bPulumi[\w-]*\/(?<version>[\w.-]+)/i, 'Pulumi', 'Pulumi made the call as part of infrastructure code.'),
  tool(/\bAnsible[\w-]*(?:\/(?<version>[\w.-]+))?/i, 'Ansible', 'Ansible made the call as part of an automation.'),
  tool(
    /\b(?:aws-cdk|cdk)\/(?<version>[\w.-]+)/i,
    'AWS CDK',
    'The AWS CDK made the call as part of infrastructure code.',
  ),
  tool(/\beksctl\/(?<version>[\w.-]+)/i, 'eksctl', 'eksctl manages EKS clusters.'),
  tool(/\bcloud-custodian\/(?<version>[\w.-]+)/i, 'Cloud Custodian', 'Cloud Custodian enforces rules in an account.'),
  tool(/\bPacker\/(?<version>[\w.-]+)/i, 'Packer', 'Packer builds machine images.'),
  tool(/^aws-cli\/(?<version>[\w.-]+)/, 'AWS CLI', 'Someone or a script called the AWS command line.'),
  tool(/\bBoto3\/(?<version>[\w.-]+)/, 'Boto3', 'A Python program made the call.'),
  tool(/\bBotocore[/#](?<version>[\w.-]+)/, 'Botocore', 'The library below the AWS CLI and Boto3.'),
  tool(/\baws-sdk-go(?:-v2)?\/(?<version>[\w.-]+)/, 'AWS SDK for Go', 'A Go program made the call.'),
  tool(
    /\baws-sdk-java\/(?<version>[\w.-]+)/,
    'AWS SDK for Java',
    'A Java program made the call; AWS’s own consoles use it too.',
  ),
  tool(/\baws-sdk-(?:js|nodejs)\/(?<version>[\w.-]+)/, 'AWS SDK for JavaScript', 'A JavaScript program made the call.'),
  tool(/\baws-sdk-(?:dotnet[\w-]*|net)\/(?<version>[\w.-]+)/i, 'AWS SDK for .NET', 'A .NET program made the call.'),
  tool(/\baws-sdk-ruby\d?\/(?<version>[\w.-]+)/, 'AWS SDK for Ruby', 'A Ruby program made the call.'),
  tool(/\baws-sdk-php\/(?<version>[\w.-]+)/, 'AWS SDK for PHP', 'A PHP program made the call.'),
  tool(/\baws-sdk-cpp\/(?<version>[\w.-]+)/, 'AWS SDK for C++', 'A C++ program made the call.'),
  tool(/\baws-sdk-rust\/(?<version>[\w.-]+)/, 'AWS SDK for Rust', 'A Rust program made the call.'),
  tool(
    /\bAWSPowerShell(?:\.Common|\.NetCore)?\/(?<version>[\w.-]+)/i,
    'AWS Tools for PowerShell',
    'A PowerShell session or script made the call.',
  ),
  tool(/\bAWSCloudTrail\b/, 'CloudTrail', 'CloudTrail itself made the call, to deliver logs.'),
  tool(
    /\bAmazon(?:EC2)?[- ]?SSM[- ]?Agent|amazon-ssm-agent\/?(?<version>[\d.]*)/i,
    'SSM Agent',
    'The agent of Systems Manager on an instance.',
  ),
  tool(/^signin\.amazonaws\.com$/, 'AWS sign-in', 'The sign-in page of the console.'),
  tool(/^console(?:\.[a-z0-9-]+)?\.amazonaws\.com$/, 'AWS console', 'A person clicked in the console.'),
  tool(/^AWS Internal$/, 'AWS Internal', 'A part of AWS made the call; which one is withheld.'),
  tool(
    /^[a-z0-9.-]+\.amazonaws\.com$/,
    'AWS service',
    'An AWS service made the call, for itself or on behalf of the identity.',
  ),
  tool(/\baws-internal\//, 'a program inside AWS', 'A program inside AWS, such as a console, made the call.'),
  tool(/^curl\/(?<version>[\w.]+)/i, 'curl', 'A request written by hand or in a script.'),
  tool(
    /^python-requests\/(?<version>[\w.]+)/i,
    'Python requests',
    'A script with requests of its own making rather than an SDK.',
  ),
  tool(/^PostmanRuntime\/(?<version>[\w.]+)/i, 'Postman', 'A request tried out by hand.'),
  tool(
    /^rclone\/v?(?<version>[\w.]+)/i,
    'rclone',
    'rclone copies files between storages; it moves data out as well as in.',
  ),
  tool(/^Cyberduck\/(?<version>[\w.]+)/i, 'Cyberduck', 'A desktop program for storages.'),
  tool(/\bgrafana\b/i, 'Grafana', 'Grafana reads metrics and logs for dashboards.'),
  tool(/\bDatadog\b/i, 'Datadog', 'Datadog reads the account for monitoring.'),
];

/** One row a system: pattern, name. */
export const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bWindows NT 10|os\/windows#?10|Windows\/10/i, 'Windows 10 or newer'],
  [/\bWindows/i, 'Windows'],
  [/\b(?:Mac OS X|macos|Darwin)/i, 'macOS'],
  [/\bamzn2023|\bal2023/i, 'Amazon Linux 2023'],
  [/\bamzn2|\bamzn\.2/i, 'Amazon Linux 2'],
  [/\bAndroid/i, 'Android'],
  [/\b(?:iPhone|iPad)/, 'iOS'],
  [/\bLinux/i, 'Linux'],
];
