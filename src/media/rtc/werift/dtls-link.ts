import { DtlsClient, DtlsServer, keyLength, saltLength, SrtcpSession, SrtpSession } from 'werift'
import { dtlsRecords } from './dtls-records'
import type { OwnCertificate } from './own-certificate'
import { clientProvesKey, isOffered, serverProvesKey, type Fingerprint } from './peer-proof'

export interface SrtpKeys {
  srtp: SrtpSession
  srtcp: SrtcpSession
}

export type DtlsProblem = 'dtls-failed' | 'fingerprint-wrong' | 'key-unproven' | 'dtls-closed'

export interface DtlsLinkDeps {
  certificate: OwnCertificate
  /** Of the peer's certificate, as the offer says. */
  peer: Fingerprint
  /** Who begins: `passive` waits for the peer. */
  setup: 'active' | 'passive'
  send(bytes: Buffer): void
  /** The peer is who the offer said it would be; its media can be read. */
  connected(keys: SrtpKeys): void
  ended(problem: DtlsProblem): void
}

/** SRTP_AEAD_AES_128_GCM first, then the one every peer has (RFC 5764, RFC 7714). */
const PROFILES: (1 | 7)[] = [0x0007, 0x0001]
/** More handshake messages than any honest peer sends, repeats included. */
const MAX_HANDSHAKE_DATAGRAMS = 400

/** One side of DTLS-SRTP (RFC 5764) on a way that somebody else keeps. */
export class DtlsLink {
  private readonly socket: DtlsServer | DtlsClient
  private readonly transport
  private started = false
  private connected = false
  private over = false
  private datagrams = 0

  constructor(private readonly deps: DtlsLinkDeps) {
    this.transport = {
      type: 'udp',
      address: { address: '', family: 'IPv4', port: 0 },
      closed: false,
      onData: (_bytes: Buffer) => {},
      send: async (bytes: Buffer) => {
        if (!this.over) deps.send(bytes)
      },
      close: async () => {},
    }
    const { cert, key, signatureHash } = deps.certificate
    const options = {
      transport: this.transport,
      cert,
      key,
      signatureHash,
      srtpProfiles: PROFILES,
      extendedMasterSecret: true,
    }
    this.socket =
      deps.setup === 'active'
        ? new DtlsClient(options)
        : new DtlsServer({ ...options, certificateRequest: true })
    this.socket.onConnect.subscribe(() => this.connect())
    this.socket.onError.subscribe(() => this.end('dtls-failed'))
    this.socket.onClose.subscribe(() => this.end('dtls-closed'))
  }

  /** The peer can be reached now; the active side begins. */
  start(): void {
    if (this.started || !(this.socket instanceof DtlsClient)) return
    this.started = true
    this.socket.connect().catch(() => this.end('dtls-failed'))
  }

  receive(bytes: Buffer): void {
    if (this.over) return
    if (!this.connected && ++this.datagrams > MAX_HANDSHAKE_DATAGRAMS) this.end('dtls-failed')
    const records = dtlsRecords(bytes, !this.connected)
    if (records.length === 0 || this.over) return
    try {
      this.transport.onData(records)
    } catch {
      this.end('dtls-failed')
    }
  }

  close(): void {
    this.over = true
    this.transport.closed = true
  }

  private connect(): void {
    // The peer's last flight may be repeated; then the engine says this again.
    if (this.connected || this.over) return
    const { remoteCertificate: der, srtp } = this.socket
    const { srtpProfile } = srtp
    if (!der || !isOffered(der, this.deps.peer)) return this.end('fingerprint-wrong')
    if (!this.isProven(der)) return this.end('key-unproven')
    if (srtpProfile === undefined) return this.end('dtls-failed')
    this.connected = true
    const keys = this.socket.extractSessionKeys(keyLength(srtpProfile), saltLength(srtpProfile))
    const config = { profile: srtpProfile, keys: masterKeys(keys) }
    this.deps.connected({ srtp: new SrtpSession(config), srtcp: new SrtcpSession(config) })
  }

  private isProven(der: Buffer): boolean {
    const { cipher, dtls } = this.socket
    const messages = dtls.sortedHandshakeCache
    if (this.deps.setup === 'passive') return clientProvesKey(der, messages)
    const randoms = [cipher.localRandom.serialize(), cipher.remoteRandom.serialize()]
    return serverProvesKey(der, messages, Buffer.concat(randoms))
  }

  private end(problem: DtlsProblem): void {
    if (this.over) return
    this.close()
    this.deps.ended(problem)
  }
}

const masterKeys = (
  keys: Record<'localKey' | 'localSalt' | 'remoteKey' | 'remoteSalt', Buffer>,
) => ({
  localMasterKey: keys.localKey,
  localMasterSalt: keys.localSalt,
  remoteMasterKey: keys.remoteKey,
  remoteMasterSalt: keys.remoteSalt,
})
