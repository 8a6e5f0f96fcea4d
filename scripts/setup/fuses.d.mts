/** The state of every fuse of an Electron program, by name. */
export function readFuses(file: string): Record<string, boolean>
