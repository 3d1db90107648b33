/** What a rule's author has to know where the Sigma specification leaves room, for `rules/README.md`. */
export const SEMANTICS = `## How rules are read

Rules, correlations and filters are those of the Sigma specification 2.1, in one file or many (UTF-8, or UTF-16 with a
byte order mark); what cannot be honoured is rejected as a whole, with the line and column, and so is what starts from a
rejected document by \`action: global\` or \`repeat\`. Rules that only a rejected correlation refers to have findings of
their own: they are not lost with it. Rules for \`product: aws\` with \`service: cloudtrail\`, or with neither service nor
category, are run, and those that name \`cloudtrail\` alone as service or category; those for other logs are skipped and counted,
and of a \`logsource\` that is nearly CloudTrail's the mistake is told.
Where the specification leaves room:

- Texts compare whole and without regard to case, each character for itself (by Unicode's simple case folding, so that
  \`Σ\` is \`σ\` and \`ς\`, and \`İ\` only itself). \`true\`, \`false\` and numbers of a log compare by their JSON text with
  a text in the rule (\`1.0\` of a log is \`1\`); a number in the rule compares with a number or its text. Whole numbers
  beyond 2⁵³ are rounded to one that 64 bits of floating point can hold, in the log and in the rule, so neighbours of
  that size are the same and have the text of the rounded one. YAML is 1.2: \`NO\` is a text.
- \`re\`, \`cidr\`, \`exists\`, comparisons and parts of a time take the value as it is written: \`contains\`, \`startswith\`,
  \`endswith\`, \`windash\` or an encoding before one of them rejects the rule.
- \`null\` is true of a field that is absent or JSON null, \`exists\` of a key that is there, whatever it holds. An empty
  text is neither absent nor null. \`'*'\` means: there, and not null. Where one element of an array has the key and
  others do not, the field is there; where one has it as null, \`null\` is true, whatever the others have.
- \`lt\`, \`lte\`, \`gt\` and \`gte\` compare numbers and texts that are one, with white space around it too. All else is on
  neither side of a limit: other texts, \`true\`, and objects, whatever numbers they hold.
- Names of fields are those of the record, compared with regard to case: there is a warning of \`EventName\`, of
  what other tools call a field (\`src_ip\`, \`status\`, \`event.action\`, \`$.eventName\`, \`detail.eventName\`), and of a path
  as a value where \`fieldref\` is missing.
- A dotted path tries its whole rest as one key, then goes step by step. Of a log's records \`userIdentity\` is kept apart:
  where there is such an element, a path into it goes there, also beside a key written \`userIdentity.type\`. An array, on
  the way or at the end, means any of its elements; so two fields of one selection may be true of different elements.
  The marks by which other tools tell arrays (\`items{}\`, \`items[]\`, \`items[*]\`) say no more than that; a place in one
  (\`items[0]\`) rejects the rule.
- A field that is an object is compared by its compact JSON text and by the text of each leaf: a policy is found whether
  it is held as a text or as JSON, and an expression on \`…items\` looks at one element at a time.
- \`neq\` is true exactly where the item without it is not, so also of an absent field. \`expand\` needs a table: there is
  \`%accounts%\`, the accounts of the setting \`cloudtrail.accounts\`, and, as \`cidr|expand\`, \`%aws_networks%\`, the
  networks of the \`ip-ranges.json\` that the setting \`cloudtrail.ipDatabases\` (or \`--ip-database\`) names; a rule
  with any other placeholder, or with this one and no such file, is rejected, and a bundled one rests. In an expression
  (\`re|expand\`) a value stands for the text that it is. \`expand\` comes before \`windash\` and encodings.
- \`windash\` exchanges a dash or slash that begins a parameter, none inside a word: any number of them, but before an
  encoding at most four. \`base64offset\` takes two bytes or more: of one byte there is an offset at which no letter is
  its own.
- \`foreign\` is a modifier of our own, as Sigma cannot say \`any element but these\`: \`…userId|foreign: true\` is true of a
  field that names an account which is neither the log's (\`recipientAccountId\`), nor one of the setting
  \`cloudtrail.accounts\`, nor one from which AWS itself delivers logs of load balancers or gives out layers, whichever
  others it names beside it; \`false\` is its opposite. An account is named by its id, by an ARN, by the address of an
  image in its registry, or as a principal that a policy allows something, or that its Deny for everyone else spares, as
  JSON or as the text that holds it. Other Sigma tools reject rules that use it.
- \`policy\`, another of our own, reads a policy as AWS does, as JSON or as the text that holds it, and asks each statement:
  \`everyone\`, does it let everyone in, or all but some, without a condition on who the caller is or whence the call
  comes, and does no other statement deny that to all but those it names? \`everyone by header\`, the same of those who
  send a Referer or a User-Agent, which anybody may choose. \`allows iam:Put*\` (or \`allows *\`), does it allow all that
  this stands for, on every resource, without a condition or with one that everybody meets, as one on TLS or on a time
  that has come? \`allows all but some\`, does it allow everything except what it names, IAM not being among that?
  A text that is no JSON is no policy. Other Sigma tools reject rules that use it.
- A program names itself in \`userAgent\`, and an intruder's may take any name: a rule leaves out nobody for that name
  alone. Where Terraform, Cloud Custodian or a helper of Kubernetes would make a rule useless, their role sessions have
  a second rule of lower level.
- What a service of AWS does by itself, or on behalf of somebody (\`userIdentity.invokedBy\`), most rules leave out. What
  CloudFormation does counts where others are let in or money is bound: it does what the template of its caller says.
- A correlation looks back over its timespan from each event, borders included; there are no fixed windows. What counts
  (events, texts, rules) is compared with whole numbers, sums and means with any. It is complete at every event at which
  its condition holds, not at the first alone: where people look, that is one finding with a number. An event without a
  value for a \`group-by\` field is left out (values of a group, and texts that are counted, are the same only in the same
  case), one with several values is in several groups, however many; where several fields have several values, in 1,024
  of their combinations, or as many as one of them has values. An event that has nothing in the \`field\` that is counted
  or measured is left out, too. An event that was delivered twice counts once. A
  correlation over another takes for a field that the other grouped by the value of that group. Events of one time have
  no order among each other: \`temporal_ordered\` takes them in the order that fits, all else counts one after the other
  by their \`eventID\`. A text as its condition, as \`a and not c\`, is true of the events that lead in the order of the
  rules to the one that is looked at; a rule after \`not\` has no event within the timespan at all. A number that an event
  has several times in a measured field (\`value_sum\` and its like) counts each time; of an event that several of the
  rules are true of, each field counts once. The order in which files are read changes nothing.
- A correlation or a filter refers to documents by id, name or title. Of those of one name or title that of its own file
  is meant, and none of another file where that one is for another log or was rejected.
- \`1 of them\` and patterns leave out selections whose names begin with \`_\`; a pattern that begins so takes them in.
- A filter document joins its condition to that of its rules by AND, so what is to be left out is written \`not …\`. It
  applies to rules for CloudTrail whether or not they name the service, and of a correlation to the events it counts.
  Of our own are its \`reason\` and \`expires\`, the last day on which it is applied, as YYYY-MM-DD.

\`first_seen\` is a correlation type of our own, for what was never there before. The first \`learning\` span of a group is
only watched; then each text of \`field\` that the group never had is a finding. With \`learning: 0s\` the first of all
is one, too: what goes on all day is told of once. With a \`timespan\`, a text that was not there for that long counts as
new again.

Some of the rules above are such ones, because programs do the same all day. What they told of they do not tell again
for eight days: whoever does the same with the same role or key hides behind that one finding, at medium and above only
from the same address (of a key tried out all over: in the same region).

\`\`\`yaml
correlation:
    type: first_seen
    rules: [role_makes_sensitive_call]
    group-by: [userIdentity.sessionContext.sessionIssuer.arn]
    condition:
        field: eventName
        learning: 7d
\`\`\`
`;
