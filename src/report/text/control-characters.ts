/**
 * Text from outside, made safe for one line of a terminal or a log. What nobody sees becomes a visible escape such as
 * \x1b (control characters C0 and C1, lone surrogates, and whatever reorders a line or has no width), so that nothing
 * printed can move the cursor, colour the screen or look like another name; and no line can be a command to a pipeline.
 */
export function escapeControls(text: string): string {
  return breakCommands(HIDDEN.test(text) ? text.replace(HIDDEN_ALL, escapeCharacter) : text);
}

// C0 and C1 controls, DEL, soft hyphen, everything of no width or for a direction, line and paragraph separators,
// variation selectors, annotations, byte-order mark, what is no character, and (as pairs) tags.
const CLASS =
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff]|\\udb40[\\udc00-\\udfff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const HIDDEN = new RegExp(CLASS);
const HIDDEN_ALL = new RegExp(CLASS, 'g');
const ALL_BUT_NEWLINES = new RegExp(CLASS.replace('\\u001f', '\\u0009\\u000b-\\u001f'), 'g');

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(characters: string): string {
  return SHORT[characters] ?? escapeAsUnicode(characters, 2);
}

/** `\u200b`, or `\x1b` where two digits are enough and allowed; each half of a pair by itself. */
function escapeAsUnicode(characters: string, fewest: 2 | 4): string {
  return characters.replace(/[^]/g, (half) => {
    const code = half.charCodeAt(0);
    const isShort = fewest === 2 && code < 0x100;
    return `\\${isShort ? 'x' : 'u'}${code.toString(16).padStart(isShort ? 2 : 4, '0')}`;
  });
}

/**
 * One line of a log that no pipeline takes for a command. Azure's agent looks for `##vso[`, TeamCity for `##teamcity[`
 * and GitHub's runner for the older `##[` anywhere in a line; GitHub's `::command::` counts at the start, after spaces.
 * (GitLab's sections need an escape character.) An address such as ::1 stays.
 */
export function breakCommands(line: string): string {
  const anywhere = line.includes('##') ? line.replace(MARK, '# ') : line;
  return anywhere.includes('::') ? anywhere.replace(START, '$1: ') : anywhere;
}

const MARK = /#(?=#[a-z]*\[)/gi;
// No command of GitHub is made of the digits of an address alone.
const START = /^(\s*):(?=:\s*[a-z0-9-]*[g-z-])/i;

/** The same in JSON, where escapes keep the data; a line of JSON never starts with a colon. */
export function escapeJson(json: string): string {
  const visible = json.replace(ALL_BUT_NEWLINES, (characters) => escapeAsUnicode(characters, 4));
  return visible.includes('##') ? visible.replace(MARK, '\\u0023') : visible;
}
