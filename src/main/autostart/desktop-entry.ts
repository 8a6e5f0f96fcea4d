/**
 * An entry for the autostart folder of a Linux desktop (freedesktop.org: Desktop Entry
 * Specification 1.5, keys of type string and the Exec key; Autostart Specification).
 */
export function desktopEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dockwall',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** An argument of Exec: quoted for the launcher, then escaped for the file. */
function quoted(argument: string): string {
  const inQuotes = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${inQuotes.replaceAll('\\', '\\\\').replace(/[\u0000-\u001f]/g, '')}"`
}
