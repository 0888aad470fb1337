/** Why a text is no date: a clause for people, without a full stop, that shows a right form. */
export interface Refusal {
  readonly reason: string
}

/** What is said of EDTF that is not read. */
export const LEVEL_2 = 'that is level 2 of EDTF and not supported'

/** Said of `1XXX`, `156X-04` and `2004-XX-15`. */
export const UNSPECIFIED_ELSEWHERE = `has an X in a place ${LEVEL_2}; write 156X, 15XX, 2004-XX, 2004-XX-XX or 2004-06-XX`

const FORMS = '2022-01-28, 1648-09, 1553-04/1553-06, 2022-02-10~ or ../1544-04-10'

/** What is wrong with a text, by its looks: the first that fits is said. */
const MISTAKES: readonly (readonly [looks: RegExp, mistake: string])[] = [
  [/^\s|\s$/u, 'begins or ends with a blank; write it without, such as 2022-01-28'],
  [/\/.*\//u, 'has more than one slash; write 2022-01-28 for a day and 1553-04/1553-06 for a span'],
  [/^[[{]|[\]}]$/u, `is a set of dates ${LEVEL_2}; write a span, such as 1667/1668`],
  [/\^/u, `has a mark ^ ${LEVEL_2}; write a season without it, such as 2001-21`],
  [/^Y?-?\d+E\d/u, `has an exponent E ${LEVEL_2}; write the year out, such as Y170000`],
  [/^Y?-?\d+S\d+$/u, `has significant digits S ${LEVEL_2}; write a decade, such as 195X`],
  [
    /^-?\d{4}-\d{2}-\d{2}T.*[~?%]$/u,
    'qualifies a time, which EDTF does not have; qualify the day, such as 2022-01-28?',
  ],
  [
    /[~?%]{2}$/u,
    'has two qualifiers; write one of ~ (about), ? (uncertain) or % (both), such as 2022-02-10%',
  ],
  [
    /[~?%](?!$)/u,
    `qualifies a part of a date ${LEVEL_2}; write the mark behind the whole, such as 2022-02-10~`,
  ],
  [/^-?\d{4}-\d{2}-\d{2}T/u, 'has no time as hours, minutes and whole seconds; write 2022-01-28T10:00:00Z'],
  [/^-?\d{0,3}(?:x+|u+)$|-(?:xx|uu)$/u, 'has a small x or u for an unknown digit; write X, such as 156X'],
  [/^[\dX-]*X[\dX-]*[~?%]?$/u, UNSPECIFIED_ELSEWHERE],
  [/^-0000/u, 'has a year -0000; write 0000, which is 1 BC'],
  [/^\d{4}-\d{4}$/u, 'is a span with a hyphen; write a slash, such as 1560/1570'],
  [/^\d{8}$/u, 'has no hyphens; write 2022-01-28'],
  [/^-?\d{5,}/u, 'has a year of more than four digits; write Y before it, such as Y12345'],
  [/^[Yy]-?\d/u, 'has a Y that stands before a year of five digits or more, alone; write 2022 or Y12345'],
  [/^-?\d{1,3}(?:-|$)/u, 'does not begin with a year of four digits; write 0199, or 199X for a decade'],
  [/^(?:now|yesterday|tomorrow)$/iu, 'is no date; write 2022-01-28, or in a question today, -1d or +1d'],
  [
    /^[+\u2212-]? ?[\d.]+ ?(?:d|w|m|y|days?|weeks?|months?|years?)$/iu,
    'is no date; write 2022-01-28, or in a question -10d, -4w, -6m or -2y for the day so long ago',
  ],
  [/^-?\d{4}-\d{1,2}-\d$|^-?\d{4}-\d(?:-|$)/u, 'has a month or day of one digit; write 2022-01-02'],
]

/** A text as sentences show it: quoted, with what cannot be seen made visible. */
export const quoted = (text: string): string => JSON.stringify(text)

/** What a text that is no date is instead, as far as its looks tell. */
export function whyNotEdtf(text: string): Refusal {
  if (text === '') return { reason: `a date is not empty; write ${FORMS}` }
  const mistake = MISTAKES.find(([looks]) => looks.test(text))?.[1]
  return { reason: `${quoted(text)} ${mistake ?? `is not a date in EDTF; write ${FORMS}`}` }
}
