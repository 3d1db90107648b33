/**
 * Values of the EC2 API that mean more to an investigator than its documentation says. One row a value: member →
 * value → meaning, a phrase of our own; case and underscores do not count. Source: EC2 API reference.
 */
export const VALUE_MEANINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Attribute: {
    createVolumePermission: 'who may make volumes from the snapshot, and so read its data',
    disableApiStop: 'stop protection',
    disableApiTermination: 'termination protection',
    groupSet: 'the security groups',
    instanceInitiatedShutdownBehavior: 'what a shutdown from inside does: stop the instance or terminate it',
    launchPermission: 'who may launch instances from the image, and so read its data',
    productCodes: 'the Marketplace products that come with it',
    sourceDestCheck: 'whether traffic for others is dropped; off for what routes traffic',
    userData: 'the script that runs at the start; it often holds passwords and keys',
  },
  HttpTokens: {
    optional: 'IMDSv1 works too: a web application with a request forgery flaw can leak the role’s credentials',
  },
  InstanceInitiatedShutdownBehavior: {
    stop: 'a shutdown from inside stops the instance; its volumes stay',
    terminate: 'a shutdown from inside ends the instance and, as a rule, its volumes',
  },
  RuleAction: { allow: 'traffic that fits is let through', deny: 'traffic that fits is dropped' },
  Tenancy: {
    dedicated: 'hardware for this account alone',
    default: 'hardware shared with other accounts',
    host: 'a dedicated host of this account',
  },
  TrafficType: {
    ACCEPT: 'only traffic that was let through is recorded',
    ALL: 'all traffic is recorded',
    REJECT: 'only traffic that was refused is recorded',
  },
};
