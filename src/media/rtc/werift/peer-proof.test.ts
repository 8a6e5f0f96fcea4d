import { describe, expect, test } from 'vitest'
import { clientProvesKey, isOffered, serverProvesKey } from './peer-proof'

// A certificate and signatures made with OpenSSL (`openssl req -x509`, `openssl dgst -sign`).
const DER = Buffer.from(
  `MIIBejCCAR+gAwIBAgIUe7Xf2+saUY21pbVJ2q25Su7OrfUwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGV2ViUlRDMCAX
DTI2MTEyMjE5NDUyNVoYDzIxMjYxMDI5MTk0NTI1WjARMQ8wDQYDVQQDDAZXZWJSVEMwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARfskAAkxOTHaw9uqY75ytgDo0uxPkumkPoH4mJ5EMPZ5gTqPabznQf/LJy6J2FW/oK10waICUVHdEB9OXY
0RVbo1MwUTAdBgNVHQ4EFgQU2WtbsPtGj4JwumOig5y0seU8hukwHwYDVR0jBBgwFoAU2WtbsPtGj4JwumOig5y0seU8
hukwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAsuDtuUlB3Y+l2rczpAlY/UFdiK7flKjAfZ3C8Rfz
eIQCIQDDuIek68W7lR/t19pG/fE3UcRval7EWIRKI6y24ErOgw==`,
  'base64',
)
const SHA256 =
  '32:78:0E:8C:15:7D:55:B8:B4:94:AB:F9:99:66:06:CE:5E:BB:51:1C:3C:43:A9:AE:F9:14:C8:9C:B4:30:D9:4D'
const SHA512 =
  '40:EC:FB:B0:0F:06:9B:57:81:F2:02:84:D0:5B:DC:F1:25:8D:1D:3D:59:32:44:13:D2:60:98:16:B2:34:E0:FF:' +
  'EE:ED:EC:D9:35:9D:34:CE:45:14:23:C0:1C:3B:F0:19:78:9C:A1:66:AD:25:3B:0F:98:D6:B0:8D:1E:97:4B:20'
/** Of "ABC". */
const CLIENT =
  '3045022100d08ea06cb31b78538c9e6b8f118e15ccd888807aa872b80d2c73fd73972ab19e' +
  '02201f8fc688b5320db951a6e0dfc1aea7d205bd9285eda6f8bb7eb9929eee50c1ba'
/** Of 32 "c", 32 "s", and a key of two bytes on P-256. */
const SERVER =
  '30440220357f678347addc6ff64c8c9d08b53d5397d7cc7558cd52f1b4aaae814dd69627' +
  '022061654c4f9c76bdcae8875ac8af1f0f463a0532876b77553594440d34e2757e39'
const RANDOMS = Buffer.from('c'.repeat(32) + 's'.repeat(32))

/** SHA-256 with ECDSA, then the signature with its length. */
const proof = (signature: string) => {
  const bytes = Buffer.from(signature, 'hex')
  return Buffer.concat([Buffer.from([4, 3, 0, bytes.length]), bytes])
}
const message = (type: number, fragment: Buffer) => ({
  msg_type: type,
  message_seq: 0,
  fragment,
  serialize: () => fragment,
})
const handshake = (text: string, signature = CLIENT) => [
  ...[...text].map((letter) => message(1, Buffer.from(letter))),
  message(15, proof(signature)),
  message(20, Buffer.from('finished')),
]

test('the certificate is the one of the offer, in any case and by any strong hash', () => {
  expect(isOffered(DER, { algorithm: 'sha-256', value: SHA256 })).toBe(true)
  expect(isOffered(DER, { algorithm: 'SHA-256', value: SHA256.toLowerCase() })).toBe(true)
  expect(isOffered(DER, { algorithm: 'sha-512', value: SHA512 })).toBe(true)
  expect(isOffered(DER, { algorithm: 'sha-512', value: SHA256 })).toBe(false)
  expect(isOffered(DER, { algorithm: 'sha-1', value: SHA256 })).toBe(false)
  const other = SHA256.replace('32:', '33:')
  expect(isOffered(DER, { algorithm: 'sha-256', value: other })).toBe(false)
})

describe('a client', () => {
  test('signed the whole handshake before its proof', () => {
    expect(clientProvesKey(DER, handshake('ABC'))).toBe(true)
  })

  test('another handshake, no proof, a broken one, another key: no', () => {
    expect(clientProvesKey(DER, handshake('ABD'))).toBe(false)
    expect(clientProvesKey(DER, handshake('ABC').slice(0, 3))).toBe(false)
    expect(clientProvesKey(DER, handshake('ABC', CLIENT.slice(0, -2)))).toBe(false)
    expect(clientProvesKey(DER, [message(15, Buffer.alloc(2))])).toBe(false)
    expect(clientProvesKey(Buffer.from('no certificate'), handshake('ABC'))).toBe(false)
  })
})

describe('a server', () => {
  const exchange = (signature: string) =>
    message(12, Buffer.concat([Buffer.from([3, 0, 0x17, 2]), Buffer.from('KK'), proof(signature)]))

  test('signed its key exchange for these random numbers', () => {
    expect(serverProvesKey(DER, [exchange(SERVER)], RANDOMS)).toBe(true)
  })

  test('other numbers, no exchange, a broken one: no', () => {
    expect(serverProvesKey(DER, [exchange(SERVER)], Buffer.alloc(64))).toBe(false)
    expect(serverProvesKey(DER, [], RANDOMS)).toBe(false)
    expect(serverProvesKey(DER, [exchange(CLIENT)], RANDOMS)).toBe(false)
    expect(serverProvesKey(DER, [message(12, Buffer.from([3, 0]))], RANDOMS)).toBe(false)
  })
})
