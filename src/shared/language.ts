/** The languages of the screens. */
export type Language = 'en' | 'zh'
