import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** What may be trusted: our own words, and these commands about an event by its number. */
const DEEDS =
  /^\[[A-Za-z …]+\]\(command:cloudtrail\.findingActions\?[\w%.~-]+\) · \[[A-Za-z …]+\]\(command:cloudtrail\.showEventsOfIdentity\?[\w%.~-]+\)$/;
/** Where hovers may lead. */
const LINK = /^https:\/\/(docs\.)?aws\.amazon\.com\/[^\s"<>]*$/;

/**
 * Fails when a hover could do anything but be read: when it is trusted or allowed HTML, or when the editor's own Markdown
 * renderer makes of it an image, a link to a command or to where the text of a log says, or any element of a log's making.
 */
export async function assertHarmless(hover: vscode.MarkdownString): Promise<void> {
  if (typeof hover.isTrusted === 'object') {
    assert.match(hover.value, DEEDS);
    const enabled = [...hover.isTrusted.enabledCommands].sort();
    assert.deepEqual(enabled, ['cloudtrail.findingActions', 'cloudtrail.showEventsOfIdentity']);
    return;
  }
  assert.ok(hover.isTrusted === undefined || hover.isTrusted === false);
  assert.ok(hover.supportHtml === undefined || hover.supportHtml === false);
  const html = await vscode.commands.executeCommand<string>('markdown.api.render', hover.value);
  for (const [tag, name = ''] of html.matchAll(/<\/?([a-z]\w*)[^>]*>/gi))
    assert.match(
      name,
      /^(p|strong|em|code|pre|span|div|hr|blockquote|ul|ol|li|a|br|h\d|table|thead|tbody|tr|th|td)$/i,
      tag,
    );
  for (const [, target = ''] of html.matchAll(/href="([^"]*)"/gi)) assert.match(target, LINK);
  assert.doesNotMatch(html, /<[^>]*\son\w+=/i);
}
