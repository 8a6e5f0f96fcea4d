import { readFileSync, writeFileSync } from 'node:fs'

/** Places in Electron's fuse wire, version 1 (electron/build/fuses/fuses.json5). */
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserV8Snapshot',
  'fileProtocolExtraPrivileges',
]
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE_VERSION = 1
const ON = 0x31
const OFF = 0x30

function wire(data) {
  const at = data.indexOf(SENTINEL, 0, 'latin1')
  const start = at + SENTINEL.length
  if (at < 0 || data[start] !== WIRE_VERSION) throw new Error('no known fuse wire in this Electron')
  return data.subarray(start + 2, start + 2 + data[start + 1])
}

/** The state of every fuse of an Electron program. */
export function readFuses(file) {
  const bytes = wire(readFileSync(file))
  return Object.fromEntries(FUSES.map((name, at) => [name, bytes[at] === ON]))
}

/** Sets some fuses of an Electron program, leaving the others. */
export function setFuses(file, wanted) {
  const data = readFileSync(file)
  const bytes = wire(data)
  for (const [name, on] of Object.entries(wanted)) bytes[FUSES.indexOf(name)] = on ? ON : OFF
  writeFileSync(file, data)
}
