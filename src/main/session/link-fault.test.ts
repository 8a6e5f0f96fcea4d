import { expect, test } from 'vitest'
import { linkFault } from './link-fault'

const withCode = (code: string | number, message = 'x') =>
  Object.assign(new Error(message), { code })

test.each([
  [withCode('ECONNREFUSED'), 'broker-unreachable'],
  [withCode('ENOTFOUND'), 'broker-unreachable'],
  [withCode('ETIMEDOUT'), 'broker-unreachable'],
  [new Error('connack timeout'), 'broker-unreachable'],
  [new Error('no answer in time'), 'broker-unreachable'],
  [withCode(3), 'broker-unreachable'],
  [withCode(0x88), 'broker-unreachable'],
  [withCode(4), 'broker-refused-login'],
  [withCode(5), 'broker-refused-login'],
  [withCode(0x86), 'broker-refused-login'],
  [withCode(0x87), 'broker-refused-login'],
  [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'broker-certificate'],
  [withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'broker-certificate'],
  [withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'broker-certificate'],
  [withCode('CERT_HAS_EXPIRED'), 'broker-certificate'],
  [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'broker-certificate'],
  [withCode('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'broker-certificate'],
  [withCode('EPROTO'), 'broker-certificate'],
  [withCode('ENOENT', 'no such file: ca.pem'), 'broker-certificate'],
  [withCode('ECONNRESET'), 'broker-protocol'],
  [withCode(1), 'broker-protocol'],
  [withCode(0x84), 'broker-protocol'],
  [new Error('Invalid header flag bits'), 'broker-protocol'],
  ['not even an error', 'broker-protocol'],
  [undefined, 'broker-protocol'],
])('%o is %s', (error, code) => {
  expect(linkFault(error).code).toBe(code)
})
