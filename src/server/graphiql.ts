import { renderGraphiQL } from '@graphql-yoga/render-graphiql'

/**
 * GraphiQL lets tabs be dragged. Where it opens with several, a tab that is pressed jumps to a place reckoned before
 * the page had its layout, from under the pointer, and the click that would open it meets nothing. They stay in place.
 */
const TABS_STAY = '<style>.graphiql-tab { transform: none !important }</style>'

/** The page of GraphiQL, which needs nothing from other hosts. */
export const graphiqlPage: typeof renderGraphiQL = (options) =>
  renderGraphiQL(options).replace('</head>', `${TABS_STAY}</head>`)
