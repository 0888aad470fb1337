/** What a message is by its outward form, with the meaning of each. */
export const MESSAGE_FORMS = {
  LETTER: 'A letter, sent or handed over.',
  EMAIL: 'An electronic mail.',
  NOTE_VERBALE: 'A diplomatic note in the third person, unsigned.',
  STATEMENT: 'A statement by an institution or its spokesperson.',
  SOCIAL_POST: 'A post on a social network.',
  SPEECH: 'A speech before an audience.',
  PRESS_CONFERENCE: 'Words to the press, with or without questions.',
  OTHER: 'None of the other forms.',
} as const

export type MessageForm = keyof typeof MESSAGE_FORMS

/** What an institution is by its legal or political form. */
export const INSTITUTION_FORMS = {
  STATE: 'A state.',
  GOVERNMENT: 'The government of a state.',
  MINISTRY: 'A ministry or department of a government.',
  AGENCY: 'A service or agency under another institution.',
  INTERNATIONAL_ORGANISATION: 'An organisation of states.',
  DIPLOMATIC_MISSION: 'An embassy, mission or delegation.',
  MEDIA: 'A newspaper, broadcaster or other medium.',
  COMPANY: 'A commercial company.',
  PARTY: 'A political party.',
  OTHER: 'None of the other forms.',
} as const

export type InstitutionForm = keyof typeof INSTITUTION_FORMS

/** How sure a claim is, as its sources let us say. */
export const CERTAINTIES = {
  STATED: 'A source says so outright.',
  LIKELY: 'Inferred from what a source says, and likely.',
  DISPUTED: 'Sources disagree, or one denies it.',
  UNKNOWN: 'Recorded without a word on how sure it is.',
} as const

export type Certainty = keyof typeof CERTAINTIES

export const isMessageForm = (text: string): text is MessageForm => Object.hasOwn(MESSAGE_FORMS, text)
export const isInstitutionForm = (text: string): text is InstitutionForm =>
  Object.hasOwn(INSTITUTION_FORMS, text)
export const isCertainty = (text: string): text is Certainty => Object.hasOwn(CERTAINTIES, text)
