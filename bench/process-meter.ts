import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second in /proc; fixed at 100 for user programs on Linux. */
const TICKS = 100

/** What a process and all its children used. */
export interface Usage {
  /** When this was read, milliseconds of a steady clock. */
  at: number
  cpuSeconds: number
  /** Proportional set size: shared pages are counted once over the whole tree. */
  mebibytes: number
}

/** Reads usage of the process `pid` and its descendants from /proc (proc(5)); Linux only. */
export function usageOf(pid: number): Usage {
  let cpuSeconds = 0
  let mebibytes = 0
  for (const member of familyOf(pid)) {
    cpuSeconds += cpuOf(member)
    mebibytes += memoryOf(member)
  }
  return { at: performance.now(), cpuSeconds, mebibytes }
}

/** The process `root` and its descendants. */
export function familyOf(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (Number.isInteger(pid)) parents.set(pid, Number(statOf(pid)[1] ?? 0))
  }
  const family = [root]
  for (const member of family)
    for (const [pid, parent] of parents) if (parent === member) family.push(pid)
  return family
}

/** Fields after the program's name, which may itself hold spaces and brackets. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

function cpuOf(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS
}

/** Mebibytes of one process, shared pages in part; 0 when it is gone. */
export function memoryOf(pid: number): number {
  try {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return Number(pss?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
