// edges: relationships of one kind by id, whole.
// access: read
// params: $ids LIST<STRING>
// rows:   kind, from, to STRING, properties MAP; one a relationship that is there
// try:    :param {ids: ['met-with:x:y']}
UNWIND $ids AS id
MATCH (from)-[edge:EDGE_KIND {id: id}]->(to)
RETURN type(edge) AS kind, from.id AS from, to.id AS to, properties(edge) AS properties
