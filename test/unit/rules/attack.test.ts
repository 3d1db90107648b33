import assert from 'node:assert/strict';

import { loadAllBundled } from '../../../scripts/rules/bundled';
import { standalone } from '../../../scripts/rules/readme';

/** The techniques of MITRE ATT&CK for the cloud that rules may name, with the tactics that they belong to. */
const TECHNIQUES: Readonly<Record<string, string>> = {
  t1003: 'credential-access',
  t1021: 'lateral-movement',
  t1040: 'credential-access discovery',
  t1059: 'execution',
  t1069: 'discovery',
  t1070: 'defense-evasion',
  t1078: 'defense-evasion persistence privilege-escalation initial-access',
  t1087: 'discovery',
  t1090: 'command-and-control',
  t1098: 'persistence privilege-escalation',
  t1110: 'credential-access',
  t1114: 'collection',
  t1133: 'persistence initial-access',
  t1136: 'persistence',
  t1195: 'initial-access',
  t1199: 'initial-access',
  t1484: 'defense-evasion privilege-escalation',
  t1485: 'impact',
  t1486: 'impact',
  t1489: 'impact',
  t1490: 'impact',
  t1491: 'impact',
  t1496: 'impact',
  t1498: 'impact',
  t1525: 'persistence',
  t1526: 'discovery',
  t1530: 'collection',
  t1531: 'impact',
  t1535: 'defense-evasion',
  t1537: 'exfiltration',
  t1546: 'persistence privilege-escalation',
  t1548: 'privilege-escalation defense-evasion',
  t1550: 'defense-evasion lateral-movement',
  t1552: 'credential-access',
  t1555: 'credential-access',
  t1556: 'credential-access defense-evasion persistence',
  t1557: 'credential-access collection',
  t1562: 'defense-evasion',
  t1572: 'command-and-control',
  t1578: 'defense-evasion',
  t1580: 'discovery',
  t1583: 'resource-development',
  t1584: 'resource-development',
  t1606: 'credential-access',
  t1609: 'execution',
  t1611: 'privilege-escalation',
  t1619: 'discovery',
  t1648: 'execution',
  t1649: 'credential-access',
  t1651: 'execution',
  t1666: 'defense-evasion',
};

describe('techniques of bundled rules', () => {
  for (const { path, tags, references } of standalone(loadAllBundled())) {
    it(`${path}: known, and of the tactic it is listed under`, () => {
      const names = tags.map((tag) => tag.replace(/^attack\./, ''));
      const [tactic = ''] = names;
      const techniques = names.filter((name) => /^t\d/.test(name)).map((name) => name.slice(0, 5));
      for (const technique of techniques) assert.ok(Object.hasOwn(TECHNIQUES, technique), technique);
      assert.ok(
        techniques.some((technique) => TECHNIQUES[technique]?.split(' ').includes(tactic)),
        `${tactic}: ${techniques.join(', ')}`,
      );
    });

    it(`${path}: each refers to its page, and none to another`, () => {
      const named = tags.flatMap((tag) => /^attack\.(t\d[\d.]*)$/.exec(tag)?.[1] ?? []);
      const pages = named.map((id) => `https://attack.mitre.org/techniques/${id.toUpperCase().replace('.', '/')}/`);
      const told = references.filter((url) => url.startsWith('https://attack.mitre.org/'));
      assert.deepEqual([...told].sort(), pages.sort());
    });
  }
});
