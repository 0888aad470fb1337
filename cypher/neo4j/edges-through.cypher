// edges-through: the relationships of one kind that happened through a message, whole.
// access: read
// params: $message STRING
// rows:   kind, from, to STRING, properties MAP
// order:  by the relationship's id
// try:    :param {message: 'eu-reply'}
MATCH (from)-[edge:EDGE_KIND {message: $message}]->(to)
RETURN type(edge) AS kind, from.id AS from, to.id AS to, properties(edge) AS properties
ORDER BY properties.id
