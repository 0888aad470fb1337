/** What is put twice at once is what was put last: within one statement it would be made twice. */
export const lastOfEach = <P extends { readonly id: string }>(properties: readonly P[]): readonly P[] => [
  ...new Map(properties.map((each) => [each.id, each])).values(),
]
