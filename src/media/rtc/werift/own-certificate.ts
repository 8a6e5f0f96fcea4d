import { createHash, X509Certificate } from 'node:crypto'
import {
  CipherContext,
  HashAlgorithm,
  NamedCurveAlgorithm,
  SignatureAlgorithm,
  type SignatureHash,
} from 'werift'

export interface OwnCertificate {
  cert: string
  key: string
  signatureHash: SignatureHash
  /** SHA-256, upper case with colons, as `a=fingerprint` wants it (RFC 8122). */
  fingerprint: string
}

/** The fingerprint of a certificate in DER, as `a=fingerprint` writes it. */
export const fingerprintOf = (der: Uint8Array, algorithm: string): string => {
  const hex = createHash(algorithm).update(der).digest('hex').toUpperCase()
  return (hex.match(/../g) ?? []).join(':')
}

/** Makes the self-signed certificate all sessions of this process share: ECDSA on P-256. */
export const makeCertificate = async (): Promise<OwnCertificate> => {
  const { certPem, keyPem, signatureHash } = await CipherContext.createSelfSignedCertificateWithKey(
    { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 },
    NamedCurveAlgorithm.secp256r1_23,
  )
  const fingerprint = fingerprintOf(new X509Certificate(certPem).raw, 'sha256')
  return { cert: certPem, key: keyPem, signatureHash, fingerprint }
}
