import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the programs that the tests against Mosquitto need are installed; says so when not. */
export const mosquittoInstalled = (): boolean => {
  const missing = ['mosquitto', 'mosquitto_passwd', 'openssl'].filter(
    (program) => spawnSync(program, ['version']).error !== undefined,
  )
  if (missing.length > 0)
    console.warn(`SKIPPED: tests against Mosquitto, without ${missing.join(', ')}`)
  return missing.length === 0
}

/** A free port: Mosquitto does not tell the one it chose. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** One Mosquitto with plain, TLS and web socket listeners, a password file and access lists. */
export class Mosquitto {
  readonly folder = mkdtempSync(join(tmpdir(), 'dockwall-mosquitto-'))
  plainPort = 0
  tlsPort = 0
  wsPort = 0
  #process: ChildProcess | undefined

  file(name: string): string {
    return join(this.folder, name)
  }

  async start(): Promise<void> {
    if (this.plainPort === 0) await this.#prepare()
    const child = spawn('mosquitto', ['-c', this.file('mosquitto.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString()
        if (/mosquitto version .* running/.test(said)) resolve()
      })
      child.on('exit', () => reject(new Error(`mosquitto ended: ${said}`)))
    })
  }

  /** End it without a goodbye to anybody. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #prepare(): Promise<void> {
    this.plainPort = await freePort()
    this.tlsPort = await freePort()
    this.wsPort = await freePort()
    this.#certificates()
    execFileSync('mosquitto_passwd', ['-b', '-c', this.file('passwords'), 'station', 'sesame'])
    execFileSync('mosquitto_passwd', ['-b', this.file('passwords'), 'dock', 'sesame'])
    writeFileSync(
      this.file('access'),
      [
        'user station',
        'topic read thing/product/#',
        'topic read sys/product/#',
        'topic write thing/product/+/services',
        'user dock',
        'topic write thing/product/+/osd',
        'topic read thing/product/+/services',
        '',
      ].join('\n'),
    )
    const tls = [
      `cafile ${this.file('ca.pem')}`,
      `certfile ${this.file('broker.pem')}`,
      `keyfile ${this.file('broker.key')}`,
      'require_certificate true',
    ]
    writeFileSync(
      this.file('mosquitto.conf'),
      [
        ...(process.getuid?.() === 0 ? ['user root'] : []),
        'allow_anonymous false',
        `password_file ${this.file('passwords')}`,
        `acl_file ${this.file('access')}`,
        `listener ${this.plainPort} 127.0.0.1`,
        `listener ${this.tlsPort} 127.0.0.1`,
        ...tls,
        `listener ${this.wsPort} 127.0.0.1`,
        'protocol websockets',
        '',
      ].join('\n'),
    )
  }

  #certificates(): void {
    const openssl = (...args: string[]): void => {
      execFileSync('openssl', args, { cwd: this.folder, stdio: 'ignore' })
    }
    const newKey = ['-newkey', 'rsa:2048', '-nodes']
    for (const ca of ['ca', 'stranger'])
      openssl(
        'req',
        '-x509',
        ...newKey,
        '-subj',
        `/CN=${ca}`,
        '-days',
        '2',
        '-keyout',
        `${ca}.key`,
        '-out',
        `${ca}.pem`,
      )
    writeFileSync(this.file('broker.ext'), 'subjectAltName=IP:127.0.0.1\n')
    writeFileSync(this.file('client.ext'), 'extendedKeyUsage=clientAuth\n')
    for (const name of ['broker', 'client']) {
      openssl(
        'req',
        ...newKey,
        '-subj',
        `/CN=${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
      )
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '2',
        '-extfile',
        `${name}.ext`,
        '-out',
        `${name}.pem`,
      )
    }
    openssl(
      'rsa',
      '-aes256',
      '-passout',
      'pass:locked',
      '-in',
      'client.key',
      '-out',
      'client-locked.key',
    )
  }
}
