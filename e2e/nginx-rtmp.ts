import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

const PROGRAM = '/usr/sbin/nginx'
const MODULE = '/usr/lib/nginx/modules/ngx_rtmp_module.so'

/** Whether this computer has a media server that is not ours. */
export const hasNginxRtmp = existsSync(PROGRAM) && existsSync(MODULE)

/** nginx with its RTMP module (Debian: libnginx-mod-rtmp), an RTMP server as customers have one. */
export class NginxRtmp {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it listens on the port of this computer. */
  static async start(folder: string, port: number): Promise<NginxRtmp> {
    const root = process.getuid?.() === 0 ? 'user root;' : ''
    mkdirSync(join(folder, 'nginx'), { recursive: true })
    const configuration = `
      ${root}
      load_module ${MODULE};
      worker_processes 1;
      daemon off;
      pid ${join(folder, 'nginx', 'nginx.pid')};
      error_log ${join(folder, 'nginx', 'error.log')} warn;
      events {}
      rtmp { server { listen 127.0.0.1:${port}; application live { live on; } } }
    `
    const file = join(folder, 'nginx', 'nginx.conf')
    writeFileSync(file, configuration)
    const child = spawn(PROGRAM, ['-c', file, '-p', join(folder, 'nginx')], { stdio: 'ignore' })
    while (!(await listens(port))) {
      if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`)
      await new Promise((done) => setTimeout(done, 50))
    }
    return new NginxRtmp(child)
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.kill('SIGTERM')
    await ended
  }
}

/** Whether anybody takes connections on a port of this computer. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
