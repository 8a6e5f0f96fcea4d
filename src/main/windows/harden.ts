import { app, type Session } from 'electron'

/** Nothing outside may be asked for: no permission, no device. Full screen is the wall's own. */
export function hardenSession(session: Session, isOwn: (address: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === 'fullscreen' && isOwn(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'fullscreen' && isOwn(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
}

/** No page leaves for another address, opens a window or embeds one. */
export function hardenContents(isOwn: (address: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { url: string; preventDefault(): void }): void => {
      if (!isOwn(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
