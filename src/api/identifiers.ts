import { urlOfAuthorityId } from '../vocabulary/authority-id.ts'
import { builder } from './builder.ts'

export interface Identifier {
  readonly scheme: string
  readonly value: string
}

/** An identifier from its stored form, `scheme:value`. */
export function identifierOf(stored: string): Identifier {
  const colon = stored.indexOf(':')
  return { scheme: stored.slice(0, colon), value: stored.slice(colon + 1) }
}

/** The stored form: the scheme in lower case, both without blanks around them. */
export const storedIdentifier = ({ scheme, value }: Identifier): string =>
  `${scheme.trim().toLowerCase()}:${value.trim()}`

export const IdentifierType = builder.objectRef<Identifier>('Identifier').implement({
  description: 'A name that an authority file, a mail system or a network gave to something.',
  fields: (t) => ({
    scheme: t.exposeString('scheme', {
      description: 'Who gave it: wikidata, gnd, viaf, email, url, handle and so on.',
    }),
    value: t.exposeString('value', {
      description: 'The name itself: Q12345, 118540238, someone@example.org.',
    }),
    url: t.string({
      nullable: true,
      description: 'Where it can be looked up; null for schemes without such a place.',
      resolve: ({ scheme, value }) => urlOfAuthorityId(scheme, value),
    }),
  }),
})

/** Only web addresses are shown as links; any other scheme could be a script. */
export const safeUrl = (text: string): string | null => (/^https?:\/\//iu.test(text) ? text : null)

export const IdentifierInput = builder.inputType('IdentifierInput', {
  description: 'An identifier as recorded or looked for.',
  fields: (t) => ({
    scheme: t.string({ required: true, description: 'Who gave it; letter case does not matter.' }),
    value: t.string({ required: true, description: 'The name itself; letter case matters.' }),
  }),
})
