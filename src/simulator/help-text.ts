import { MAX_DOCKS } from './command-line'
import { describeFaults } from './fault-switches'
import { GATEWAY_KINDS } from './gateway-kinds'

const SWITCHES = [
  ['--docks=N', `how many gateways, 1 to ${MAX_DOCKS} (1)`],
  [
    '--broker=ADDRESS',
    'mqtt://user:password@host:1883, also mqtts, ws, wss (mqtt://127.0.0.1:1883)',
  ],
  ['', '{sn} in the user name becomes the serial number of the gateway;'],
  ['', 'better give the password in DOCKWALL_SIMULATOR_PASSWORD'],
  ['--mqtt=4|5', 'MQTT 3.1.1 or 5 (4)'],
  ['--model=LIST', `${GATEWAY_KINDS.join(', ')}; a list goes round (dock2)`],
  ['--aircraft=on|off', 'whether the aircraft comes up by itself (on)'],
  ['--aircraft-after=SECONDS', 'from online to the aircraft (2)'],
  ['--fps=N', 'pictures a second (15)'],
  ['--gop=SECONDS', 'from key frame to key frame (2)'],
  ['--seed=N', 'other serial numbers and landscapes (1)'],
  ['--sn-prefix=TEXT', 'up to 7 capital letters and digits (7CTXSIM)'],
  ['--reply-delay=MS[-MS]', 'from request to reply (300-1200)'],
  ['--fail-first-starts=N', 'so many starts fail after the aircraft comes up (0)'],
  ['--organization=ID', 'typed in at the dock (dockwall); its code comes from'],
  ['', 'DOCKWALL_SIMULATOR_BINDING_CODE'],
  ['--fault=NAME[=VALUE][@N]', 'a fault of all docks or of dock N; may be repeated'],
  ['--scenario=FILE', 'faults at their times, from a JSON file: docs/simulator.md'],
  ['--chaos=SEED[:RATE]', 'random faults, RATE a minute (4); the same seed, the same faults'],
  ['--one-camera', 'one encoder for all streams, each dock at its own moment'],
  ['--whip-profile=NAME', 'H.264 that WHIP offers: baseline, main, high (baseline)'],
  ['--whip-relay', 'WHIP media passes a relay, where packet faults strike at once'],
  ['--follow-stdin', 'take orders on standard input, end when it closes'],
  ['--json', 'one JSON object a line for each event'],
  ['--help', 'this text'],
] as const

/** What `--help` prints. */
export function helpText(): string {
  return [
    'Simulated DJI docks: real MQTT, real H.264 over RTMP or WHIP, no hardware.',
    '',
    ...SWITCHES.map(([name, text]) => `  ${name.padEnd(26)} ${text}`),
    '',
    'Faults:',
    ...describeFaults().map((line) => `  ${line}`),
    '',
  ].join('\n')
}
