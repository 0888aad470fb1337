import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { Node } from './builder.ts'
import { Entity } from './entity.ts'
import { FULL } from './planned-fields.ts'
import { Place } from './refs.ts'

Place.implement({
  description: NODE_KINDS.PLACE.meaning,
  interfaces: [Node, Entity],
  fields: (t) => ({
    latitude: t.float({
      nullable: true,
      description: 'Degrees north of the equator (WGS 84).',
      extensions: FULL,
      resolve: ({ properties }) => properties.latitude,
    }),
    longitude: t.float({
      nullable: true,
      description: 'Degrees east of Greenwich (WGS 84).',
      extensions: FULL,
      resolve: ({ properties }) => properties.longitude,
    }),
  }),
})
