/**
 * A flat asar archive: a pickled length, a JSON index, then the files one after the other.
 * @param {Record<string, Buffer>} files by name
 * @returns {Buffer}
 */
export function asar(files) {
  const index = {}
  let offset = 0
  for (const [name, data] of Object.entries(files)) {
    index[name] = { size: data.length, offset: String(offset) }
    offset += data.length
  }
  const json = Buffer.from(JSON.stringify({ files: index }))
  const padded = (json.length + 3) & ~3
  const head = Buffer.alloc(16 + padded)
  // Two nested Chromium pickles: [4][size of the second] [its payload][length of the text] text.
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(padded + 8, 4)
  head.writeUInt32LE(padded + 4, 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  return Buffer.concat([head, ...Object.values(files)])
}
