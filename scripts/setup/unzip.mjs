import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'

// Numbers from PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
const END = { signature: 0x06054b50, length: 22, maxComment: 0xffff }
const CENTRAL = { signature: 0x02014b50, length: 46 }
const LOCAL = { signature: 0x04034b50, length: 30 }
const STORED = 0
const DEFLATED = 8
const FILE_TYPE = 0o170000
const SYMLINK = 0o120000

/**
 * Unpacks an ordinary zip file (no zip64, no encryption, no symbolic links), checking sizes and checksums.
 * @param {string} file
 * @param {string} target folder, made if missing
 * @param {(name: string) => string | undefined} pick path below target for an entry, or undefined to skip it
 * @returns {number} files written
 * Throws on a broken archive and on an entry that would leave target.
 */
export function unzip(file, target, pick) {
  const fd = openSync(file, 'r')
  try {
    const size = fstatSync(fd).size
    const read = (at, length) => {
      if (at + length > size) throw new Error(`${file}: cut short`)
      const bytes = Buffer.alloc(length)
      for (let n = 0; n < length;) n += readSync(fd, bytes, n, length - n, at + n)
      return bytes
    }
    const entries = directory(file, size, read)
    let written = 0
    for (const entry of entries) {
      const path = entry.name.endsWith('/') ? undefined : pick(entry.name)
      if (path === undefined) continue
      const out = inside(target, path, entry)
      mkdirSync(dirname(out), { recursive: true })
      writeFileSync(out, content(entry, read))
      chmodSync(out, entry.mode & 0o100 ? 0o755 : 0o644)
      written++
    }
    return written
  } finally {
    closeSync(fd)
  }
}

function directory(file, size, read) {
  const tailAt = Math.max(0, size - END.length - END.maxComment)
  const tail = read(tailAt, size - tailAt)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + END.length > tail.length) throw new Error(`${file}: not a zip file`)
  const bytes = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0; at + CENTRAL.length <= bytes.length;) {
    if (bytes.readUInt32LE(at) !== CENTRAL.signature) throw new Error(`${file}: broken directory`)
    const nameEnd = at + CENTRAL.length + bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + CENTRAL.length, nameEnd),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
    })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function inside(target, path, { name, mode }) {
  const out = resolve(target, path)
  const leaves =
    path.includes('\\') || path.includes('\0') || !out.startsWith(resolve(target) + sep)
  if (leaves || (mode & FILE_TYPE) === SYMLINK) throw new Error(`refused archive entry ${name}`)
  return out
}

function content(entry, read) {
  const header = read(entry.offset, LOCAL.length)
  if (header.readUInt32LE(0) !== LOCAL.signature) throw new Error(`${entry.name}: broken header`)
  const from = entry.offset + LOCAL.length + header.readUInt16LE(26) + header.readUInt16LE(28)
  const raw = read(from, entry.packed)
  const data = unpack(entry, raw)
  if (data.length !== entry.size || crc32(data) !== entry.checksum) {
    throw new Error(`${entry.name}: damaged`)
  }
  return data
}

function unpack({ name, method, size }, raw) {
  if (method === STORED) return raw
  if (method !== DEFLATED) throw new Error(`${name}: unknown compression ${method}`)
  // A limit of zero means none to zlib, so an empty file gets one byte of room.
  return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) })
}
