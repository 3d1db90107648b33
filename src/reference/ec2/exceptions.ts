/**
 * Logged keys whose API member no rule finds. One row a key: key in lower case → members of the API in order of
 * preference; the first that the structure has is meant. `Placement.Tenancy` is a member of a member.
 * Source: real logs against the pinned API model.
 */
export const ANYWHERE: Readonly<Record<string, readonly string[]>> = {
  accountattributenameset: ['AttributeNames'],
  aclprotocol: ['Protocol'],
  attributetype: ['Attribute'],
  availabilityzoneidset: ['ZoneIds', 'AvailabilityZoneIds'],
  availabilityzoneset: ['ZoneNames', 'AvailabilityZones'],
  bundleset: ['BundleIds'],
  dhcpoptionsset: ['DhcpOptionsIds', 'DhcpConfigurations'],
  executablebyset: ['ExecutableUsers'],
  filterset: ['Filters'],
  groupdescription: ['Description'],
  groupset: ['SecurityGroupIds', 'GroupIds', 'Groups', 'SecurityGroups'],
  instancesset: ['InstanceIds'],
  keyset: ['KeyNames'],
  masterencryptionkeyid: ['KmsKeyId'],
  ownersset: ['Owners', 'OwnerIds'],
  placementgroupset: ['GroupNames'],
  regionset: ['RegionNames'],
  reservedinstancesset: ['ReservedInstancesIds'],
  resourcesset: ['Resources'],
  securitygroupidset: ['GroupIds', 'SecurityGroupIds'],
  securitygroupset: ['GroupNames', 'SecurityGroups', 'SecurityGroupIds'],
  sharedusersset: ['RestorableByUserIds'],
  tagset: ['Tags'],
  tagspecificationset: ['TagSpecifications'],
  valueset: ['Values'],
  zone: ['AvailabilityZone'],
};

/** The same for one structure of the API: structure → key in lower case → member. */
export const IN_STRUCTURE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  RunInstancesRequest: {
    availabilityzone: ['Placement.AvailabilityZone'],
    tenancy: ['Placement.Tenancy'],
    networkinterfaceset: ['NetworkInterfaces'],
  },
};

/**
 * Keys of list elements that change what the list is: in `groupSet.items[].groupName` the list holds names, not ids.
 * Structure → logged list key in lower case → element key in lower case → member.
 */
export const ELEMENT_KEYS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  RunInstancesRequest: { groupset: { groupname: 'SecurityGroups' } },
  RequestSpotLaunchSpecification: { groupset: { groupname: 'SecurityGroups' } },
  DescribeSecurityGroupsRequest: { securitygroupset: { groupid: 'GroupIds' } },
};

/** Lists that only group members of the structure they stand in: structure → key in lower case. */
export const GROUPING: Readonly<Record<string, readonly string[]>> = { RunInstancesRequest: ['instancesset'] };

/** Keys that belong to the way EC2 writes its logs, not to the API; our own sentences. */
export const LOG_KEYS: Readonly<Record<string, string>> = {
  requestid: 'The id that EC2 gave the request; the same as the record’s `requestID`.',
  xmlns: 'The version of the EC2 API whose names the response uses. It says nothing about the call.',
  return: '`true` when EC2 accepted the request. Calls with nothing else to answer log only this.',
};
