import { Log, type Logger } from './log'

/** The log of this process; `open` it once at start. */
export const processLog = new Log()

/** A logger for one part of the station; `area` is a folder name such as `broker`. */
export const createLogger = (area: string): Logger => processLog.logger(area)
