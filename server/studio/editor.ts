/** Links that open a file at its place in the author's editor. */
import path from 'node:path'

/** Addresses that editors answer to. `{path}` begins with a slash. */
const schemes: Readonly<Record<string, string>> = {
  vscode: 'vscode://file{path}:{line}:{column}',
  'vscode-insiders': 'vscode-insiders://file{path}:{line}:{column}',
  vscodium: 'vscodium://file{path}:{line}:{column}',
  cursor: 'cursor://file{path}:{line}:{column}',
  windsurf: 'windsurf://file{path}:{line}:{column}',
  zed: 'zed://file{path}:{line}:{column}',
  idea: 'idea://open?file={path}&line={line}&column={column}',
  pycharm: 'pycharm://open?file={path}&line={line}&column={column}',
  webstorm: 'webstorm://open?file={path}&line={line}&column={column}',
  sublime: 'subl://open?url=file://{path}&line={line}&column={column}',
  textmate: 'txmt://open?url=file://{path}&line={line}&column={column}',
}

/** Commands that are known by another name. */
const commands: Readonly<Record<string, string>> = {
  code: 'vscode',
  'code-insiders': 'vscode-insiders',
  codium: 'vscodium',
  subl: 'sublime',
  mate: 'textmate',
  charm: 'pycharm',
  zeditor: 'zed',
}

export const EDITORS: readonly string[] = Object.keys(schemes)

/**
 * The address with `{path}`, `{line}` and `{column}` in it for what was asked: a name, an address of one's own;
 * without either, what VISUAL or EDITOR names, else VS Code. Undefined for a name that is not known.
 */
export function editorLink(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  if (asked?.includes('{path}') === true) return asked
  if (asked !== undefined) return schemes[commands[asked] ?? asked]
  for (const command of [env['VISUAL'], env['EDITOR']]) {
    const name = path.basename(command?.split(' ')[0] ?? '').replace(/\.(exe|cmd)$/i, '')
    const known = schemes[commands[name] ?? name]
    if (known !== undefined) return known
  }
  return schemes['vscode']
}

/** `file` is absolute; a Windows path becomes `/C:/…`. */
export function hrefOf(
  link: string,
  { file, line, column }: { file: string; line: number; column: number },
): string {
  const slashed = file.replaceAll('\\', '/')
  const rooted = slashed.startsWith('/') ? slashed : `/${slashed}`
  return link
    .replace('{path}', rooted.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':'))
    .replace('{line}', String(line))
    .replace('{column}', String(column))
}
