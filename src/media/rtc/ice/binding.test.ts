import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBindingSuccess, writeBindingSuccess, writeRoleConflict } from './binding-answer'
import { readBindingRequest, writeNominatingCheck, type BindingRequest } from './binding-request'
import { isStun } from './stun-message'

// RFC 5769 section 2.1.
const REQUEST = Buffer.from(
  `000100582112a442b7e7a701bc34d686fa87dfae
   802200105354554e207465737420636c69656e74
   002400046e0001ff 80290008932ff9b151263b36
   00060009 6576746a3a68367659202020
   000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004e57a3bcf`.replaceAll(/\s/g, ''),
  'hex',
)
const CREDENTIALS = { ufrag: 'evtj', password: 'VOkJxbRl1RmTxUk/WvJxBt' }
const TRANSACTION = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex')
const asked: BindingRequest = { transaction: TRANSACTION, useCandidate: false }

describe('readBindingRequest', () => {
  test('the sample request of RFC 5769', () => {
    expect(isStun(REQUEST)).toBe(true)
    expect(readBindingRequest(REQUEST, CREDENTIALS)).toEqual({ ...asked, role: 'controlled' })
  })

  test('another password, another name, no seal: nothing', () => {
    expect(readBindingRequest(REQUEST, { ...CREDENTIALS, password: 'x' })).toBeUndefined()
    expect(readBindingRequest(REQUEST, { ...CREDENTIALS, ufrag: 'h6vY' })).toBeUndefined()
    const unsealed = Buffer.from(REQUEST.subarray(0, REQUEST.length - 32))
    unsealed.writeUInt16BE(unsealed.length - 20, 2)
    expect(readBindingRequest(unsealed, CREDENTIALS)).toBeUndefined()
  })

  test('one changed bit anywhere before the end of the seal, or any cut: nothing', () => {
    for (let bit = 0; bit < (REQUEST.length - 8) * 8; bit++) {
      const bytes = Buffer.from(REQUEST)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(readBindingRequest(bytes, CREDENTIALS)).toBeUndefined()
    }
    for (let length = 0; length < REQUEST.length; length++)
      expect(readBindingRequest(REQUEST.subarray(0, length), CREDENTIALS)).toBeUndefined()
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readBindingRequest(Buffer.from(bytes), CREDENTIALS)).toBeUndefined()
        const headed = Buffer.concat([REQUEST.subarray(0, 20), bytes])
        headed.writeUInt16BE(bytes.length, 2)
        expect(readBindingRequest(headed, CREDENTIALS)).toBeUndefined()
      }),
    )
  })
})

describe('answers', () => {
  // The attributes of RFC 5769 sections 2.2 and 2.3.
  test.each([
    ['192.0.2.1', '002000080001a147e112a643'],
    ['::ffff:192.0.2.1', '002000080001a147e112a643'],
    ['2001:db8:1234:5678:11:2233:4455:6677', '002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9'],
  ])('the address %s as it was seen', (address, attribute) => {
    const bytes = writeBindingSuccess(asked, { address, port: 32_853 }, CREDENTIALS.password)
    expect(bytes.toString('hex')).toContain(attribute)
    expect(bytes.readUInt16BE(0)).toBe(0x0101)
    expect(bytes.readUInt16BE(2)).toBe(bytes.length - 20)
    expect(bytes.subarray(8, 20)).toEqual(TRANSACTION)
    const sealed = Buffer.from(bytes.subarray(0, -32))
    sealed.writeUInt16BE(bytes.length - 20 - 8, 2)
    const seal = createHmac('sha1', CREDENTIALS.password).update(sealed).digest()
    expect(bytes.subarray(-28, -8)).toEqual(seal)
  })

  test('a role conflict is 487', () => {
    const bytes = writeRoleConflict(asked, CREDENTIALS.password)
    expect(bytes.readUInt16BE(0)).toBe(0x0111)
    expect(bytes.subarray(20, 28).toString('hex')).toBe('0009001100000457')
  })
})

describe('answers to us', () => {
  // RFC 5769 section 2.2.
  const RESPONSE = Buffer.from(
    `0101003c2112a442b7e7a701bc34d686fa87dfae
     8022000b7465737420766563746f7220
     002000080001a147e112a643
     000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004c07d4c96`.replaceAll(/\s/g, ''),
    'hex',
  )

  test('the sample response of RFC 5769', () => {
    const { password } = CREDENTIALS
    expect(readBindingSuccess(RESPONSE, password)).toBe(TRANSACTION.toString('hex'))
    expect(readBindingSuccess(RESPONSE, 'x')).toBeUndefined()
    expect(readBindingSuccess(REQUEST, password)).toBeUndefined()
    for (let length = 0; length < RESPONSE.length; length++)
      expect(readBindingSuccess(RESPONSE.subarray(0, length), password)).toBeUndefined()
  })

  test('what we ask is read as a check of a controlling agent that nominates', () => {
    const check = { transaction: TRANSACTION, priority: 1, tieBreaker: Buffer.alloc(8, 1) }
    const own = { ufrag: 'h6vY', password: 'of ours' }
    const bytes = writeNominatingCheck(check, own, CREDENTIALS)
    const read = readBindingRequest(bytes, CREDENTIALS)
    expect(read).toEqual({ transaction: TRANSACTION, useCandidate: true, role: 'controlling' })
  })
})
