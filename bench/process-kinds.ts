import { readFileSync } from 'node:fs'
import { familyOf, memoryOf } from './process-meter'

export const KINDS = ['main', 'media', 'window', 'gpu', 'other'] as const
export type ProcessKind = (typeof KINDS)[number]

/** Mebibytes of an app by kind of process; shared pages are counted once over all of them. */
export function memoryByKind(pid: number): Record<ProcessKind, number> {
  const sum = { main: 0, media: 0, window: 0, gpu: 0, other: 0 }
  for (const member of familyOf(pid)) sum[kindOf(member)] += memoryOf(member)
  return sum
}

/** Electron says on a child's command line what it is for. */
function kindOf(pid: number): ProcessKind {
  const line = commandLine(pid)
  const type = /--type=([a-z-]+)/.exec(line)?.[1]
  if (type === undefined) return 'main'
  if (type === 'renderer') return 'window'
  if (type === 'gpu-process') return 'gpu'
  return line.includes('--utility-sub-type=node.mojom') ? 'media' : 'other'
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
