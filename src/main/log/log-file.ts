import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { LogSink } from './log'

interface LogFileOptions {
  folder: string
  /** Also write to the standard output. */
  console: boolean
  maxBytes?: number
  files?: number
}

/**
 * A sink that writes `dockwall.log` in `folder` and keeps older ones as `dockwall.1.log` and so on.
 * The file is readable by this user only. Where nothing can be written the console says so and the
 * station runs on.
 */
export const openLogFile = (options: LogFileOptions): LogSink => {
  const { folder, maxBytes = 5 * 1024 * 1024, files = 5 } = options
  const name = (index: number): string =>
    join(folder, index === 0 ? 'dockwall.log' : `dockwall.${index}.log`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // The file transport reports what it cannot write.
  }
  const target = electronLog.create({ logId: `dockwall ${folder}` })
  target.transports.console.level = options.console ? 'silly' : false
  target.transports.console.format = '{h}:{i}:{s} {level} {text}'
  const file = target.transports.file
  file.level = 'silly'
  file.maxSize = maxBytes
  file.format = '{iso} {level} {text}'
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.resolvePathFn = () => name(0)
  file.archiveLogFn = () => rotate(name, files)
  return ({ level, area, text }) => target[level](`${area}: ${text}`)
}

const rotate = (name: (index: number) => string, files: number): void => {
  rmSync(name(files - 1), { force: true })
  for (let index = files - 2; index >= 0; index--) {
    try {
      renameSync(name(index), name(index + 1))
    } catch {
      // Not there yet, or held by another program; the newest file then simply grows on.
    }
  }
}
