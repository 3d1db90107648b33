/** Lower case, with the leading underscore of `_return` gone. */
export function plainName(name: string): string {
  return name.replace(/^_/, '').toLowerCase();
}

/** `addresses` → `address`, `policies` → `policy`, `groups` → `group`; what is no plural stays. */
function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y');
  if (/(ss|sh|ch|x)es$/.test(name)) return name.slice(0, -2);
  return /[^su]s$/.test(name) ? name.slice(0, -1) : name;
}

/** What a logged key and a member's name have in common: no underscore, no `Set`, no plural. */
export function stem(name: string): string {
  const plain = plainName(name);
  return singular(plain.length > 3 ? plain.replace(/sets?$/, '') : plain);
}

/** The stem without a trailing `Id` or `Name`: `InstanceIds` → `instance`. */
export function bareStem(name: string): string {
  return singular(stem(name).replace(/(?<=\w{2})(id|name)$/, ''));
}

/** Array indices as they stand in a path: `0`, `[0]`, `[]`. */
export function isIndex(key: string): boolean {
  return /^(\d+|\[\d*\])$/.test(key);
}

/** Keys that only step into a list. */
export function isListStep(key: string): boolean {
  return /^(items?|members?)$/i.test(key);
}

/** The one root key of the newer dialect, also in its abbreviated forms (`DelTGwVpcAttachReq`). */
export function isWrapper(key: string): boolean {
  return /^[A-Z]\w*(Request|Req|Response|Resp|Result)$/.test(key);
}
