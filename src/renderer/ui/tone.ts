/** What a colour means here. Each also has a mark of its own and always comes with a word. */
export type Tone = 'live' | 'waiting' | 'warning' | 'fault' | 'off'
