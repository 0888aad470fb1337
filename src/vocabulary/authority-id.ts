/** A name that an authority file, a mail system or a network gave to something. */
export interface AuthorityId {
  /** Who gave it: `gnd`, `viaf`, `wikidata`; `url` for any other web address. */
  readonly scheme: string
  readonly value: string
  /** Where it can be looked up, as the authority itself writes it. */
  readonly url: string
}

interface Authority {
  /** What stands behind the host's `www.`, with the value as its group. Fragments and queries are cut off before. */
  readonly addresses: readonly RegExp[]
  /** What a value looks like where it is written `scheme:value`. */
  readonly value: RegExp
  /** `%` stands for the value. */
  readonly url: string
  readonly upperCase?: true
}

/** The authorities whose addresses are understood, and where their identifiers can be looked up. */
const AUTHORITIES: Readonly<Record<string, Authority>> = {
  gnd: {
    addresses: [
      /^d-nb\.info\/gnd\/([0-9x-]+)$/iu,
      /^lobid\.org\/gnd\/([0-9x-]+)$/iu,
      /^deutsche-biographie\.de\/pnd([0-9x]+)(?:\.html)?$/iu,
    ],
    value: /^[0-9x-]+$/iu,
    url: 'https://d-nb.info/gnd/%',
    upperCase: true,
  },
  viaf: {
    addresses: [/^viaf\.org\/viaf\/(\d+)(?:\/.*)?$/iu],
    value: /^\d+$/u,
    url: 'https://viaf.org/viaf/%',
  },
  wikidata: {
    addresses: [/^(?:m\.)?wikidata\.org\/(?:entity|wiki|wiki\/special:entitydata)\/(q\d+)(?:\.\w+)?$/iu],
    value: /^q\d+$/iu,
    url: 'https://www.wikidata.org/entity/%',
    upperCase: true,
  },
  lccn: {
    addresses: [
      /^id\.loc\.gov\/authorities\/(?:names\/)?(n[a-z]?\s?\d+)(?:\.\w+)?$/iu,
      /^lccn\.loc\.gov\/(n[a-z]?\d+)$/iu,
    ],
    value: /^n[a-z]?\d+$/iu,
    url: 'https://id.loc.gov/authorities/names/%',
  },
  bnf: {
    addresses: [
      /^(?:catalogue\.|data\.)?bnf\.fr\/ark:\/12148\/(cb\d{8}[0-9a-z])(?:[./].*)?$/iu,
      /^ark\.bnf\.fr\/ark:\/12148\/(cb\d{8}[0-9a-z])$/iu,
    ],
    value: /^cb\d{8}[0-9a-z]$/iu,
    url: 'https://catalogue.bnf.fr/ark:/12148/%',
  },
  geonames: {
    addresses: [/^(?:sws\.)?geonames\.org\/(\d+)(?:\/.*)?$/iu],
    value: /^\d+$/u,
    url: 'https://www.geonames.org/%',
  },
  orcid: {
    addresses: [/^orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dx])$/iu],
    value: /^\d{4}-\d{4}-\d{4}-\d{3}[\dx]$/iu,
    url: 'https://orcid.org/%',
    upperCase: true,
  },
  isni: {
    addresses: [/^(?:isni\.org\/)(?:isni\/)?(\d{15}[\dx])$/iu],
    value: /^\d{15}[\dx]$/iu,
    url: 'https://isni.org/isni/%',
    upperCase: true,
  },
  ulan: {
    addresses: [/^vocab\.getty\.edu\/(?:page\/)?ulan\/(\d+)$/iu],
    value: /^\d+$/u,
    url: 'https://vocab.getty.edu/ulan/%',
  },
  tgn: {
    addresses: [/^vocab\.getty\.edu\/(?:page\/)?tgn\/(\d+)$/iu],
    value: /^\d+$/u,
    url: 'https://vocab.getty.edu/tgn/%',
  },
}

/** The base of an authority's addresses with nothing behind it, as forms left empty give it. */
const NO_VALUE =
  /^(?:d-nb\.info(?:\/gnd)?|viaf\.org(?:\/viaf)?|wikidata\.org(?:\/entity|\/wiki)?|geonames\.org)$/iu

/**
 * What an address or `scheme:value` names, in one spelling: http or https, `www.`, blanks, trailing slashes and letter
 * case of the host do not tell ids apart.
 * @returns null where the text names nothing outside its own file (`#p1`), or an authority without a value
 */
export function authorityId(text: string): AuthorityId | null {
  const trimmed = text.trim()
  const address = /^(?:https?:)?\/\/(?:www\.)?([^\s]+)$/iu.exec(trimmed)?.[1] ?? bareAddress(trimmed)
  return address === null ? written(trimmed) : addressed(address)
}

/** The address where it can be looked up; null for schemes without such a place. */
export function urlOfAuthorityId(scheme: string, value: string): string | null {
  if (scheme === 'url') return /^https?:\/\//iu.test(value) ? value : null
  const authority = Object.hasOwn(AUTHORITIES, scheme) ? AUTHORITIES[scheme] : undefined
  return authority?.url.replace('%', encodeURI(value)) ?? null
}

/** Addresses are also written without `http:`, as `d-nb.info/gnd/118540238`. */
const bareAddress = (text: string): string | null =>
  /^(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+)$/iu.exec(text)?.[1] ?? null

function written(text: string): AuthorityId | null {
  const parts = /^([a-z]+)\s*:\s*(\S+)$/iu.exec(text)
  const scheme = parts?.[1]?.toLowerCase() ?? ''
  const authority = Object.hasOwn(AUTHORITIES, scheme) ? AUTHORITIES[scheme] : undefined
  return authority && parts?.[2] && authority.value.test(parts[2]) ? named(scheme, authority, parts[2]) : null
}

function addressed(address: string): AuthorityId | null {
  const slash = address.search(/[/?#]/u)
  const host = (slash < 0 ? address : address.slice(0, slash)).toLowerCase()
  const whole = (host + (slash < 0 ? '' : address.slice(slash))).replace(/\/+$/u, '')
  const path = whole.replace(/[?#].*$/u, '').replace(/\/+$/u, '')
  if (NO_VALUE.test(path)) return null
  for (const [scheme, authority] of Object.entries(AUTHORITIES)) {
    for (const pattern of authority.addresses) {
      const value = pattern.exec(path)?.[1]
      if (value) return named(scheme, authority, value)
    }
  }
  const url = `http://${whole}`
  return { scheme: 'url', value: url, url }
}

function named(scheme: string, authority: Authority, value: string): AuthorityId {
  const spelled = authority.upperCase ? value.toUpperCase() : value.toLowerCase()
  return { scheme, value: spelled, url: authority.url.replace('%', spelled) }
}
