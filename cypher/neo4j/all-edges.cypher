// all-edges: what memory holds of all relationships of one kind. An id that follows from kind and ends alone is left out.
// access: read
// params: $prefix STRING what ids of this kind begin with, `met-with:`
// rows:   edge LIST [from, to, earliest, latest, message, certainty, id]
// try:    :param {prefix: 'met-with:'}
MATCH (from)-[edge:EDGE_KIND]->(to)
RETURN [
  from.id, to.id, edge.earliest, edge.latest, edge.message, edge.certainty,
  CASE WHEN edge.id = $prefix + from.id + ':' + to.id THEN null ELSE edge.id END
] AS edge
